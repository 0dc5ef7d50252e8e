package together.auth.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.password.PasswordHashes;
import together.auth.password.PasswordRules;
import together.auth.reauth.Proof;
import together.auth.reauth.Reauthentication;
import together.auth.session.SessionService;
import together.platform.problem.ProblemException;

/** Changes passwords; all other sessions end with the old one. */
@ApplicationScoped
public class PasswordService {
  private final UserRepository users;
  private final Reauthentication reauthentication;
  private final PasswordHashes passwords;
  private final SessionService sessions;
  private final EmailService emails;
  private final CredentialNews news;

  PasswordService(
      UserRepository users,
      Reauthentication reauthentication,
      PasswordHashes passwords,
      SessionService sessions,
      EmailService emails,
      CredentialNews news) {
    this.users = users;
    this.reauthentication = reauthentication;
    this.passwords = passwords;
    this.sessions = sessions;
    this.emails = emails;
    this.news = news;
  }

  /** Throws 422 on {@code new_password}, or as {@link Reauthentication#require}. */
  public void change(long userId, long sessionId, Device device, ChangePasswordRequest request) {
    // The rules first: a code of the second factor is not used up by what cannot be.
    var wanted = acceptable("new_password", request.newPassword(), users.findById(userId));
    var proof = new Proof(request.password(), request.code());
    var checked = reauthentication.require(userId, sessionId, device, proof);
    var hash = passwords.hash(wanted);
    QuarkusTransaction.requiringNew()
        .call(() -> set(checked, hash, sessionId, device, SecurityEventType.PASSWORD_CHANGE));
  }

  /** Throws 422 when it breaks the rules. */
  static String acceptable(String field, @Nullable String password, User user) {
    var wanted = password == null ? "" : password;
    PasswordRules.wrong(field, wanted, user.usernameKey())
        .ifPresent(error -> {
          throw ProblemException.invalid(error.field(), error.code(), error.detail());
        });
    return wanted;
  }

  /**
   * Within the caller's transaction. Throws {@code WRONG_PASSWORD} when the password has been
   * changed since the account was looked at.
   *
   * @param sessionId the session that stays; null: none
   */
  boolean set(
      User checked, String hash, @Nullable Long sessionId, Device device, SecurityEventType type)
      throws SQLException {
    var user = reauthentication.lock(checked);
    user.changePassword(hash);
    sessions.revokeOthers(user.id(), sessionId);
    emails.forgetPending(user);
    news.passwordChanged(type, user, sessionId, device);
    return true;
  }
}
