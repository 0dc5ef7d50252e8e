package together.auth.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions; live are those not revoked. */
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, Long> {
  /** Newest first. */
  List<Session> findLive(long userId, Instant usedSince) {
    return list(
        "userId = ?1 and revokedAt is null and lastUsedAt > ?2 order by id desc",
        userId,
        usedSince);
  }

  Optional<Session> findLiveById(long id) {
    return find("id = ?1 and revokedAt is null", id).firstResultOptional();
  }

  /** Marks it as used now, from there; false when it is revoked. */
  boolean touch(long id, Instant now, String address) {
    return update(
            "lastUsedAt = ?1, address = ?2 where id = ?3 and revokedAt is null", now, address, id)
        == 1;
  }

  /** Whether the user has been logged in from that address, as long as sessions are remembered. */
  boolean isKnown(long userId, String address) {
    return !address.isEmpty()
        && find("userId = ?1 and address = ?2", userId, address).firstResultOptional().isPresent();
  }

  /** Whether the user has been logged in on a device that calls itself so. */
  boolean isKnownDevice(long userId, String device) {
    return find("userId = ?1 and device = ?2", userId, device).firstResultOptional().isPresent();
  }

  /** Ids of the user's live sessions but that one. */
  List<Long> findOthers(long userId, @Nullable Long but) {
    return find("userId = ?1 and revokedAt is null and id <> ?2", userId, but == null ? 0L : but)
        .stream()
        .map(session -> session.id)
        .toList();
  }

  /** False when there is no such session of the user, or it is revoked already. */
  boolean revoke(long id, long userId, Instant now) {
    return update(
            "revokedAt = ?1 where id = ?2 and userId = ?3 and revokedAt is null", now, id, userId)
        == 1;
  }

  /** How many there were. */
  int revokeAll(long userId, Instant now) {
    return update("revokedAt = ?1 where userId = ?2 and revokedAt is null", now, userId);
  }

  /** Some of the live sessions that were not used since then. */
  List<Session> findUnusedSince(Instant moment, int most) {
    return find("revokedAt is null and lastUsedAt < ?1 order by userId, id", moment)
        .page(0, most)
        .list();
  }

  /** Some of the live sessions that began before then. */
  List<Session> findBegunBefore(Instant moment, int most) {
    return find("revokedAt is null and createdAt < ?1 order by userId, id", moment)
        .page(0, most)
        .list();
  }
}
