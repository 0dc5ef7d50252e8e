package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.account.Username;
import together.auth.device.Device;
import together.auth.event.FailureLog;
import together.auth.event.SecurityEventType;
import together.auth.password.PasswordHashes;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;
import together.platform.problem.ProblemException;

/**
 * Judges names and passwords. Hashed is outside of transactions, so that nobody holds a connection
 * meanwhile. An unknown name and a wrong password get the same answer after the same time.
 */
@ApplicationScoped
public class LoginService {
  private final UserRepository users;
  private final PasswordHashes passwords;
  private final LoginBudgets budgets;
  private final Throttle throttle;
  private final FailureLog failures;
  private final LoginOpening opening;

  LoginService(
      UserRepository users,
      PasswordHashes passwords,
      LoginBudgets budgets,
      Throttle throttle,
      FailureLog failures,
      LoginOpening opening) {
    this.users = users;
    this.passwords = passwords;
    this.budgets = budgets;
    this.throttle = throttle;
    this.failures = failures;
    this.opening = opening;
  }

  /** A session, or a ticket where a second factor is asked for. */
  public LoginAnswer login(LoginRequest request, Device device) {
    var written = text(request.username());
    var name = Username.of(written);
    var user = name.flatMap(users::findByName).orElse(null);
    var counted =
        budgets.of(name.map(Username::key).orElse(written), user, device, request.deviceToken());
    throttle.enter(counted);
    var password = text(request.password());
    boolean right = judge(password, user, counted);
    if (user == null || !right) {
      if (user != null) {
        failures.add(SecurityEventType.LOGIN_FAILURE, user.id(), device);
      }
      throw wrong();
    }
    throttle.succeeded(counted);
    return opening
        .afterPassword(user, rehashed(password, user), device, counted.getFirst())
        .orElseThrow(LoginService::wrong);
  }

  private boolean judge(String password, @Nullable User user, List<Budget> counted) {
    try {
      return user == null
          ? passwords.matchesNobodys(password)
          : passwords.matches(password, user.id(), user.passwordHash());
    } catch (ProblemException e) {
      throttle.released(counted);
      throw e;
    }
  }

  /** The same password at today's cost, where it is stored at less and nobody waits for a hash. */
  private Optional<String> rehashed(String password, User user) {
    var stored = user.passwordHash();
    if (stored == null || !passwords.isOutdated(stored)) {
      return Optional.empty();
    }
    try {
      return Optional.of(passwords.hash(password));
    } catch (ProblemException e) {
      // Too many hashes wait: the next login does it.
      return Optional.empty();
    }
  }

  private static ProblemException wrong() {
    return new ProblemException(
        AuthProblem.INVALID_CREDENTIALS, "the username or the password is wrong");
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
