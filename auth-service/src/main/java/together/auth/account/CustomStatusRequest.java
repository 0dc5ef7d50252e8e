package together.auth.account;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A custom status: a text, an emoji or both. Judged by {@link CustomStatuses}.
 *
 * @param text 1 to 128 characters
 * @param emoji one of Unicode's, or {@code name:id} of a server's
 * @param expiresAt in the future, at most a year ahead; null: it stays
 */
public record CustomStatusRequest(
    @Schema(maxLength = 128, examples = "In a meeting") @Nullable String text,
    @Schema(examples = "📅") @Nullable String emoji,
    @Nullable Instant expiresAt) {}
