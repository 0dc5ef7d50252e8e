package together.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new account. Judged by {@link Registration}. */
public record RegisterRequest(
    @Schema(required = true, minLength = 3, maxLength = 32) @Nullable String username,
    @Schema(required = true, minLength = 8, maxLength = 128) @Nullable String password,
    @Schema(format = "email", maxLength = 254) @Nullable String email) {}
