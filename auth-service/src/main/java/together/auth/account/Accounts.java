package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.problem.ProblemException;

/** Makes accounts, within the caller's transaction. */
@ApplicationScoped
public class Accounts {
  private final UserRepository users;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  public Accounts(UserRepository users, Outbox outbox, Ids ids, Clock clock) {
    this.users = users;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Throws {@code USERNAME_TAKEN}, before anything costly is done for the registration. */
  public void requireFree(Username name) {
    if (users.findByName(name).isPresent()) {
      throw taken(AuthProblem.USERNAME_TAKEN);
    }
  }

  /** Throws {@code USERNAME_TAKEN} or {@code EMAIL_TAKEN}. */
  public User create(Registration registration, String passwordHash) {
    var user =
        new User(
            ids.next(), registration.name(), registration.email(), passwordHash, clock.instant());
    try {
      users.persistAndFlush(user);
    } catch (ConstraintViolationException e) {
      throw taken(problem(e.getConstraintName()));
    }
    outbox.append(UserEvents.created(UserEvents.proto(user)));
    return user;
  }

  private static AuthProblem problem(@Nullable String constraint) {
    return "users_email_unique".equals(constraint)
        ? AuthProblem.EMAIL_TAKEN
        : AuthProblem.USERNAME_TAKEN;
  }

  private static ProblemException taken(AuthProblem problem) {
    return new ProblemException(problem, "choose another one");
  }
}
