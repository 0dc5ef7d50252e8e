package together.auth.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** Marks it as used now; false when it is revoked. */
  boolean touch(long id, Instant now) {
    return update("lastUsedAt = ?1 where id = ?2 and revokedAt is null", now, id) == 1;
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

  /** Deletes what nobody can use any more, revoked or not. */
  long deleteUnusedSince(Instant moment) {
    return delete("lastUsedAt < ?1", moment);
  }
}
