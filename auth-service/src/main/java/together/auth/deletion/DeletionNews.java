package together.auth.deletion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.mail.MailKind;
import together.auth.mail.MailQueue;
import together.platform.json.Moments;

/** Tells the owner of an account what will become of it, within the transaction that decides so. */
@ApplicationScoped
class DeletionNews {
  private final SecurityEvents events;
  private final MailQueue mails;

  DeletionNews(SecurityEvents events, MailQueue mails) {
    this.events = events;
    this.mails = mails;
  }

  void requested(User user, Device device, Instant at) throws SQLException {
    events.add(SecurityEventType.DELETION_REQUEST, user.id(), null, device);
    mails.notice(MailKind.DELETION_REQUESTED, user, Moments.text(at));
  }

  void cancelled(User user, Device device) throws SQLException {
    events.add(SecurityEventType.DELETION_CANCEL, user.id(), null, device);
    mails.notice(MailKind.DELETION_CANCELLED, user, null);
  }
}
