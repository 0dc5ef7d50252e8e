package together.auth.mfa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.factor.SecondFactors;
import together.auth.mail.MailKind;
import together.auth.mail.MailQueue;
import together.auth.reauth.Reauthentication;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;
import together.platform.problem.ProblemException;

/**
 * Turns the second factor on and off. But for {@link #confirm} whoever asks has proved to be the
 * owner before, and {@code WRONG_PASSWORD} is thrown when the password has been changed since.
 */
@ApplicationScoped
public class MfaService {
  private final UserRepository users;
  private final Reauthentication reauthentication;
  private final SecondFactors factors;
  private final SecurityEvents events;
  private final MailQueue mails;
  private final Throttle throttle;

  MfaService(
      UserRepository users,
      Reauthentication reauthentication,
      SecondFactors factors,
      SecurityEvents events,
      MailQueue mails,
      Throttle throttle) {
    this.users = users;
    this.reauthentication = reauthentication;
    this.factors = factors;
    this.events = events;
    this.mails = mails;
    this.throttle = throttle;
  }

  /** Throws {@code MFA_ENABLED}. */
  @Transactional
  public TotpView propose(User checked) throws SQLException, GeneralSecurityException {
    var user = reauthentication.lock(checked);
    var secret =
        factors
            .propose(user.id())
            .orElseThrow(() ->
                new ProblemException(AuthProblem.MFA_ENABLED, "remove the second factor first"));
    var name = URLEncoder.encode(user.username(), StandardCharsets.UTF_8).replace("+", "%20");
    return new TotpView(
        secret, "otpauth://totp/Together:%s?secret=%s&issuer=Together".formatted(name, secret));
  }

  /**
   * Not within a transaction: a wrong code counts. Throws {@code INVALID_MFA_CODE} or {@code
   * TOO_MANY_ATTEMPTS}.
   */
  public RecoveryCodesView confirm(long userId, long sessionId, Device device, String code) {
    // The user's, so that further sessions are no further guesses.
    var budgets =
        List.of(
            new Budget(
                "new factor", Long.toString(userId), throttle.settings().sessionFree(), true));
    throttle.enter(budgets);
    var codes =
        QuarkusTransaction.requiringNew()
            .call(() -> turnOn(userId, sessionId, device, code))
            .orElseThrow(() ->
                new ProblemException(
                    AuthProblem.INVALID_MFA_CODE,
                    "the code is not of the secret that was shown last, or that was too long ago"));
    throttle.succeeded(budgets);
    return codes;
  }

  /** Empty when the code is wrong, which is written down. */
  private Optional<RecoveryCodesView> turnOn(
      long userId, long sessionId, Device device, String code)
      throws SQLException, GeneralSecurityException {
    var user = users.lock(userId).orElseThrow();
    if (!factors.confirm(userId, code)) {
      events.add(SecurityEventType.MFA_FAILURE, userId, sessionId, device);
      return Optional.empty();
    }
    events.add(SecurityEventType.MFA_ENABLE, userId, sessionId, device);
    mails.notice(MailKind.MFA_ENABLED, user, null);
    return Optional.of(new RecoveryCodesView(factors.renewRecoveryCodes(userId)));
  }

  /** Throws {@code MFA_NOT_ENABLED}. */
  @Transactional
  public void remove(User checked, long sessionId, Device device) throws SQLException {
    var user = reauthentication.lock(checked);
    requireOn(user.id());
    factors.remove(user.id());
    events.add(SecurityEventType.MFA_DISABLE, user.id(), sessionId, device);
    mails.notice(MailKind.MFA_DISABLED, user, null);
  }

  /** Throws {@code MFA_NOT_ENABLED}. */
  @Transactional
  public RecoveryCodesView renew(User checked, long sessionId, Device device) throws SQLException {
    long userId = reauthentication.lock(checked).id();
    requireOn(userId);
    events.add(SecurityEventType.RECOVERY_CODES_RENEW, userId, sessionId, device);
    return new RecoveryCodesView(factors.renewRecoveryCodes(userId));
  }

  private void requireOn(long userId) throws SQLException {
    if (!factors.isOn(userId)) {
      throw new ProblemException(AuthProblem.MFA_NOT_ENABLED, "there is no second factor");
    }
  }
}
