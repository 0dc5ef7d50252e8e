package together.auth.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who one says to be.
 *
 * @param deviceToken of an earlier login on this device: other devices' wrong passwords do not
 *     count here then
 */
public record LoginRequest(
    @Schema(required = true, examples = "alice") @Nullable String username,
    @Schema(required = true, examples = "correct horse battery staple") @Nullable String password,
    @Nullable String deviceToken) {}
