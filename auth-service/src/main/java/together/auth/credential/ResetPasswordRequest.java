package together.auth.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The confirmed address of an account whose password is forgotten. */
public record ResetPasswordRequest(
    @Schema(required = true, format = "email", examples = "alice@example.org")
        @Nullable String email) {}
