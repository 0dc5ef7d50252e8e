package together.auth.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has asked to be told.
 *
 * @param attempt how often its building has begun
 * @param expiresAt of a zip that is ready
 * @param size of that zip, bytes
 */
record Export(
    long userId,
    long id,
    ExportState state,
    Instant requestedAt,
    int attempt,
    @Nullable Instant expiresAt,
    @Nullable Long size) {}
