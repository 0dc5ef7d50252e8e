package together.auth.mfa;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A code of the secret that waits to be confirmed. */
public record ConfirmTotpRequest(
    @Schema(required = true, examples = "123456") @Nullable String code) {}
