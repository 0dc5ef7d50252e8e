package together.auth.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.credential.EmailService;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.mail.MailQueue;
import together.auth.session.SessionService;
import together.platform.problem.ProblemException;

/**
 * What the operator does to an account that is in danger, without getting into it (OWASP ASVS 5.0,
 * 6.4.6 and 7.4.5). Each is one transaction, and its owner is told.
 */
@ApplicationScoped
class Interventions {
  /** The owner learns who it was, but not from where the operator works. */
  private static final Device OPERATOR = new Device("operator", "");

  private final UserRepository users;
  private final SessionService sessions;
  private final EmailService emails;
  private final SecurityEvents events;
  private final MailQueue mails;

  Interventions(
      UserRepository users,
      SessionService sessions,
      EmailService emails,
      SecurityEvents events,
      MailQueue mails) {
    this.users = users;
    this.sessions = sessions;
    this.emails = emails;
    this.events = events;
    this.mails = mails;
  }

  /** Throws {@code UNKNOWN_USER}. */
  @Transactional
  void endSessions(long userId) throws SQLException {
    end(lock(userId), SecurityEventType.OPERATOR_LOGOUT);
  }

  /** Throws {@code UNKNOWN_USER} or {@code NO_CONFIRMED_EMAIL}; then nothing has changed. */
  @Transactional
  void resetPassword(long userId) throws SQLException {
    var user = lock(userId);
    if (user.email() == null) {
      throw new ProblemException(
          AuthProblem.NO_CONFIRMED_EMAIL, "a link could not be sent: end its sessions instead");
    }
    end(user, SecurityEventType.OPERATOR_RESET);
    mails.operatorReset(user);
  }

  private void end(User user, SecurityEventType type) throws SQLException {
    sessions.revokeAll(user.id());
    emails.forgetPending(user);
    events.add(type, user.id(), null, OPERATOR);
  }

  /** Of what is being erased nothing may be written down any more. */
  private User lock(long userId) {
    return users
        .lock(userId)
        .filter(user -> !user.isClosed())
        .orElseThrow(
            () -> new ProblemException(AuthProblem.UNKNOWN_USER, "there is no user " + userId));
  }
}
