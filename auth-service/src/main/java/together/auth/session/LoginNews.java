package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.mail.MailKind;
import together.auth.mail.MailQueue;

/** Tells what happens to sessions, within the transaction in which it does. */
@ApplicationScoped
class LoginNews {
  private final SecurityEvents events;
  private final MailQueue mails;
  private final SessionService sessions;

  LoginNews(SecurityEvents events, MailQueue mails, SessionService sessions) {
    this.events = events;
    this.mails = mails;
    this.sessions = sessions;
  }

  /** A session has begun. */
  void opened(User user, long sessionId, Device device, boolean newDevice) throws SQLException {
    events.add(SecurityEventType.LOGIN, user.id(), sessionId, device);
    if (newDevice) {
      events.add(SecurityEventType.NEW_DEVICE, user.id(), sessionId, device);
      mails.notice(MailKind.NEW_DEVICE, user, device.name() + ", " + device.address());
    }
  }

  /** Somebody else holds a refresh token of the session: it ends. */
  void stolen(long userId, long sessionId, Device device) throws SQLException {
    // The user's row first, as everywhere.
    sessions.revoke(userId, sessionId);
    events.add(SecurityEventType.REFRESH_REUSE, userId, sessionId, device);
  }
}
