package together.auth.account;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of itself beside the status.
 *
 * @param text null when there is an emoji alone
 * @param emoji one of Unicode's, or {@code name:id} of a server's; null: none
 * @param expiresAt from then on it is gone; null: it stays
 */
@Embeddable
public record CustomStatus(
    @Column(name = "custom_text") @Nullable String text,
    @Column(name = "custom_emoji") @Nullable String emoji,
    @Column(name = "custom_expires_at") @Nullable Instant expiresAt) {
  /** Whether it is there to be seen. */
  boolean holds(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }
}
