package together.auth.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;

/** One login on one device. */
@Entity
@Table(name = "sessions")
class Session {
  @Id long id;

  @Column(name = "user_id", nullable = false, updatable = false)
  long userId;

  @Column(nullable = false)
  String device;

  @Column(nullable = false)
  String address;

  @Column(name = "created_at", nullable = false, updatable = false)
  Instant createdAt;

  @Column(name = "last_used_at", nullable = false)
  Instant lastUsedAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  protected Session() {}

  Session(long id, long userId, Device device, Instant now) {
    this.id = id;
    this.userId = userId;
    this.device = device.name();
    this.address = device.address();
    this.createdAt = now;
    this.lastUsedAt = now;
  }
}
