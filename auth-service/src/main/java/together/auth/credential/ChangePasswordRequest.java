package together.auth.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Another password for the caller.
 *
 * @param password the one until now
 * @param code of the second factor, where there is one
 */
public record ChangePasswordRequest(
    @Schema(required = true) @Nullable String password,
    @Schema(
            required = true,
            minLength = 8,
            maxLength = 128,
            examples = "correct horse battery staple")
        @Nullable String newPassword,
    @Schema(examples = "123456") @Nullable String code) {}
