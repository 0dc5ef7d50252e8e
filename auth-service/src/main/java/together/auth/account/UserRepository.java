package together.auth.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts by id and by name. */
@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, Long> {
  public Optional<User> findByName(Username name) {
    return find("usernameKey", name.key()).firstResultOptional();
  }

  /** Whether somebody has the name, or one that looks like it. */
  boolean isTaken(Username name) {
    return count(
            "usernameKey = ?1 or usernameSkeleton = ?2",
            name.key(),
            Lookalikes.skeleton(name.key()))
        > 0;
  }

  /** By the address that is confirmed, whatever the case. */
  public Optional<User> findByEmail(EmailAddress address) {
    return find("lower(email) = ?1", address.key()).firstResultOptional();
  }

  /** Unknown ids are left out. */
  public List<User> findAllById(List<Long> ids) {
    return list("id in ?1", ids);
  }

  /** Takes custom statuses that have expired away, at most so many; how many they were. */
  int forgetCustomStatuses(Instant now, int most) {
    return getEntityManager()
        .createNativeQuery(
            "UPDATE users SET custom_text = NULL, custom_emoji = NULL, custom_expires_at = NULL"
                + " WHERE id IN (SELECT id FROM users WHERE custom_expires_at <= ?1 LIMIT ?2"
                + " FOR UPDATE SKIP LOCKED)")
        .setParameter(1, now)
        .setParameter(2, most)
        .executeUpdate();
  }

  /** Nobody changes the account until the end of the transaction, but others may read it so too. */
  public Optional<User> hold(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_READ);
  }

  /** Takes the account's row lock for the rest of the transaction. */
  public Optional<User> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
