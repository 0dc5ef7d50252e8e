package together.auth.reauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.event.FailureLog;
import together.auth.event.SecurityEventType;
import together.auth.password.PasswordHashes;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;
import together.platform.problem.ProblemException;

/**
 * Asks the caller for the password again, and for the second factor where there is one, before what
 * would be dangerous in the hands of whoever found an open client. Not within a transaction.
 */
@ApplicationScoped
public class Reauthentication {
  private final UserRepository users;
  private final PasswordHashes passwords;
  private final CodeCheck codes;
  private final FailureLog failures;
  private final Throttle throttle;

  Reauthentication(
      UserRepository users,
      PasswordHashes passwords,
      CodeCheck codes,
      FailureLog failures,
      Throttle throttle) {
    this.users = users;
    this.passwords = passwords;
    this.codes = codes;
    this.failures = failures;
    this.throttle = throttle;
  }

  /**
   * Throws {@code WRONG_PASSWORD}, {@code MFA_REQUIRED}, {@code INVALID_MFA_CODE} or {@code
   * TOO_MANY_ATTEMPTS}. An account without a password has no right one.
   *
   * @return the account as it was when that was checked
   */
  public User require(long userId, long sessionId, Device device, Proof proof) {
    var budgets =
        List.of(
            new Budget(
                "reauth", Long.toString(sessionId), throttle.settings().sessionFree(), true));
    throttle.enter(budgets);
    var user = users.findById(userId);
    var password = proof.password() == null ? "" : proof.password();
    boolean right;
    try {
      right = passwords.matches(password, userId, user.passwordHash());
    } catch (ProblemException e) {
      throttle.released(budgets);
      throw e;
    }
    if (!right) {
      failures.add(SecurityEventType.LOGIN_FAILURE, userId, device);
      throw new ProblemException(AuthProblem.WRONG_PASSWORD, "the password is wrong");
    }
    if (codes.isNeeded(userId)) {
      codes.require(userId, sessionId, device, proof.code());
    }
    throttle.succeeded(budgets);
    return user;
  }

  /**
   * The account under its lock, within the caller's transaction. Throws {@code WRONG_PASSWORD} when
   * the password has been changed since that was checked.
   */
  public User lock(User checked) {
    return users
        .lock(checked.id())
        .filter(held -> held.credentialsVersion() == checked.credentialsVersion())
        .orElseThrow(() ->
            new ProblemException(
                AuthProblem.WRONG_PASSWORD, "the password has been changed meanwhile"));
  }
}
