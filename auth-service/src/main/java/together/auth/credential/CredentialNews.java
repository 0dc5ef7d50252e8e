package together.auth.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.mail.MailKind;
import together.auth.mail.MailQueue;
import together.auth.mail.MailToken.Purpose;
import together.auth.mail.MailTokens;

/** Tells what changed, within the transaction in which it does; links mailed before are void. */
@ApplicationScoped
class CredentialNews {
  private final SecurityEvents events;
  private final MailQueue mails;
  private final MailTokens tokens;

  CredentialNews(SecurityEvents events, MailQueue mails, MailTokens tokens) {
    this.events = events;
    this.mails = mails;
    this.tokens = tokens;
  }

  void passwordChanged(SecurityEventType type, User user, @Nullable Long sessionId, Device device)
      throws SQLException {
    tokens.revoke(Purpose.RESET_PASSWORD, user.id());
    events.add(type, user.id(), sessionId, device);
    mails.notice(MailKind.PASSWORD_CHANGED, user, null);
  }

  /** Called before the new address is the account's: the old one is told. */
  void emailChanges(User user, @Nullable Long sessionId, Device device) throws SQLException {
    tokens.revoke(Purpose.RESET_PASSWORD, user.id());
    events.add(SecurityEventType.EMAIL_CHANGE, user.id(), sessionId, device);
    mails.notice(MailKind.EMAIL_CHANGED, user, null);
  }
}
