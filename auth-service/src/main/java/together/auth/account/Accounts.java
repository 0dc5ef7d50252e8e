package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.exception.ConstraintViolationException;
import together.auth.AuthProblem;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.problem.ProblemException;

/** Makes accounts, within the caller's transaction. */
@ApplicationScoped
public class Accounts {
  private final UserRepository users;
  private final RetiredNames retired;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  public Accounts(UserRepository users, RetiredNames retired, Outbox outbox, Ids ids, Clock clock) {
    this.users = users;
    this.retired = retired;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Throws {@code USERNAME_TAKEN}, before anything costly is done for the registration. */
  public void requireFree(Username name) {
    // In this order: an account that is erased meanwhile is found here or there.
    if (users.isTaken(name) || retired.has(name)) {
      throw taken();
    }
  }

  /** Throws {@code USERNAME_TAKEN}. */
  public User create(Registration registration, String passwordHash) {
    var user =
        new User(
            ids.next(), registration.name(), registration.email(), passwordHash, clock.instant());
    try {
      users.persistAndFlush(user);
    } catch (ConstraintViolationException e) {
      throw taken();
    }
    outbox.append(UserEvents.created(UserEvents.proto(user)));
    return user;
  }

  private static ProblemException taken() {
    return new ProblemException(
        AuthProblem.USERNAME_TAKEN, "somebody has this name or one that looks like it");
  }
}
