package together.auth.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import together.auth.account.EmailAddress;
import together.auth.account.User;

/**
 * Puts mails into the transaction of what they tell of; they are sent after it has committed, also
 * when the mail server comes back hours later.
 */
@ApplicationScoped
public class MailQueue {
  private final MailRepository mails;
  private final MailWorker worker;
  private final TransactionSynchronizationRegistry transactions;
  private final Clock clock;

  MailQueue(
      MailRepository mails,
      MailWorker worker,
      TransactionSynchronizationRegistry transactions,
      Clock clock) {
    this.mails = mails;
    this.worker = worker;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A link to the user's pending address; nothing when there is none. */
  public void confirmation(User user, @Nullable Long sessionId) throws SQLException {
    var address = user.pendingEmail();
    if (address != null) {
      add(MailKind.CONFIRM_EMAIL, user.id(), address, sessionId, null);
    }
  }

  /** A link for whoever has the address, if anybody does; that is found out later. */
  public void reset(EmailAddress address) throws SQLException {
    add(MailKind.RESET_PASSWORD, null, address.text(), null, null);
  }

  /** The same link for that user, which the operator asked for; nothing without an address. */
  public void operatorReset(User user) throws SQLException {
    notice(MailKind.OPERATOR_RESET, user, null);
  }

  /**
   * Tells the user what happened, when there is a confirmed address.
   *
   * @param detail what it was about, as {@link MailKind} says
   */
  public void notice(MailKind kind, User user, @Nullable String detail) throws SQLException {
    var address = user.email();
    if (address != null) {
      add(kind, user.id(), address, null, detail);
    }
  }

  private void add(
      MailKind kind,
      @Nullable Long userId,
      String address,
      @Nullable Long sessionId,
      @Nullable String detail)
      throws SQLException {
    mails.insert(kind, userId, address, sessionId, detail, clock.instant());
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              worker.wake();
            }
          }
        });
  }
}
