package together.auth.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Another address for the caller.
 *
 * @param code of the second factor, where there is one
 */
public record ChangeEmailRequest(
    @Schema(required = true, format = "email", maxLength = 254, examples = "alice@example.org")
        @Nullable String email,
    @Schema(required = true) @Nullable String password,
    @Schema(examples = "123456") @Nullable String code) {}
