package together.auth.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new password in place of a forgotten one.
 *
 * @param token of the mailed link
 * @param code of the second factor, where there is one
 */
public record ConfirmResetRequest(
    @Schema(required = true) @Nullable String token,
    @Schema(
            required = true,
            minLength = 8,
            maxLength = 128,
            examples = "correct horse battery staple")
        @Nullable String password,
    @Schema(examples = "123456") @Nullable String code) {}
