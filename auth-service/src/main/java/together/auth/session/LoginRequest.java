package together.auth.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who one says to be. */
public record LoginRequest(
    @Schema(required = true) @Nullable String username,
    @Schema(required = true) @Nullable String password) {}
