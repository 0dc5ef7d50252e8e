package together.auth.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A custom status as events show it too.
 *
 * @param expiresAt from then on it is gone; null: it stays
 */
public record CustomStatusView(
    @Nullable String text, @Nullable String emoji, @Nullable Instant expiresAt) {
  static @Nullable CustomStatusView of(@Nullable CustomStatus status) {
    return status == null
        ? null
        : new CustomStatusView(status.text(), status.emoji(), status.expiresAt());
  }
}
