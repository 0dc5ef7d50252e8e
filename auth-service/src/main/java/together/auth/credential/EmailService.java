package together.auth.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.EmailAddress;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.mail.MailQueue;
import together.auth.mail.MailToken.Purpose;
import together.auth.mail.MailTokens;
import together.auth.reauth.Proof;
import together.auth.reauth.Reauthentication;
import together.auth.session.SessionService;
import together.platform.problem.ProblemException;

/** Changes addresses: by a mailed link, so that each is its owner's. */
@ApplicationScoped
public class EmailService {
  private final UserRepository users;
  private final Reauthentication reauthentication;
  private final MailQueue mails;
  private final MailTokens tokens;
  private final SessionService sessions;
  private final CredentialNews news;

  EmailService(
      UserRepository users,
      Reauthentication reauthentication,
      MailQueue mails,
      MailTokens tokens,
      SessionService sessions,
      CredentialNews news) {
    this.users = users;
    this.reauthentication = reauthentication;
    this.mails = mails;
    this.tokens = tokens;
    this.sessions = sessions;
    this.news = news;
  }

  /** Throws 422 on {@code email}. */
  static EmailAddress address(@Nullable String written) {
    return EmailAddress.of(written == null ? "" : written)
        .orElseThrow(
            () -> ProblemException.invalid("email", "INVALID_EMAIL", "is no e-mail address"));
  }

  /** Sends a link; the address of before stays until it is followed. */
  public void change(long userId, long sessionId, Device device, ChangeEmailRequest request) {
    var address = address(request.email());
    var proof = new Proof(request.password(), request.code());
    var checked = reauthentication.require(userId, sessionId, device, proof);
    QuarkusTransaction.requiringNew()
        .call(() -> {
          var user = reauthentication.lock(checked);
          user.pendingEmail(address);
          mails.confirmation(user, sessionId);
          return true;
        });
  }

  /** Throws {@code INVALID_LINK} or {@code EMAIL_TAKEN}. */
  @Transactional
  public void confirm(ConfirmEmailRequest request, Device device) throws SQLException {
    var text = request.token() == null ? "" : request.token();
    var token = tokens.find(Purpose.CONFIRM_EMAIL, text).orElseThrow(ResetService::invalid);
    // The account's row before the link's, as everybody takes them who changes credentials.
    var user =
        users
            .lock(token.userId())
            .filter(held -> token.address().equals(held.pendingEmail()))
            .orElseThrow(ResetService::invalid);
    var _ = tokens.use(Purpose.CONFIRM_EMAIL, text).orElseThrow(ResetService::invalid);
    news.emailChanges(user, token.sessionId(), device);
    boolean isChange = user.email() != null;
    user.confirmEmail();
    try {
      users.flush();
    } catch (ConstraintViolationException e) {
      throw new ProblemException(
          AuthProblem.EMAIL_TAKEN, "another account has confirmed this address");
    }
    // The first address of a new account ends nothing. Where it is not known which session asked
    // for another one, none is kept.
    if (token.sessionId() != null || isChange) {
      sessions.revokeOthers(user.id(), token.sessionId());
    }
  }

  /**
   * Whoever knew the password, or held a session, may have asked for another address: its link is
   * void, within the caller's transaction.
   */
  public void forgetPending(User user) throws SQLException {
    user.forgetPendingEmail();
    tokens.revoke(Purpose.CONFIRM_EMAIL, user.id());
  }

  /** Throws {@code NO_PENDING_EMAIL}. */
  @Transactional
  public void resend(long userId) throws SQLException {
    var user =
        users
            .lock(userId)
            .filter(held -> held.pendingEmail() != null)
            .orElseThrow(() ->
                new ProblemException(
                    AuthProblem.NO_PENDING_EMAIL, "no address waits to be confirmed"));
    // Not in the name of the caller's session: who holds a stolen one could make it the one kept.
    mails.confirmation(user, null);
  }
}
