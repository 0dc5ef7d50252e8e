package together.auth.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;
import together.auth.queue.QueueAges;
import together.auth.queue.QueueWorker;

/**
 * Sends what waits, one mail after the other, at least once each: at once when it is told to, and
 * again after growing pauses when the mail server does not take it.
 */
@ApplicationScoped
class MailWorker {
  private static final Logger log = Logger.getLogger(MailWorker.class);

  private final MailRepository mails;
  private final MailWriter writer;
  private final MailTransport transport;
  private final MailSettings settings;
  private final Clock clock;
  private final QueueWorker worker;

  MailWorker(
      MailRepository mails,
      MailWriter writer,
      MailTransport transport,
      MailSettings settings,
      Clock clock,
      QueueAges ages) {
    this.mails = mails;
    this.writer = writer;
    this.transport = transport;
    this.settings = settings;
    this.clock = clock;
    worker = new QueueWorker("mails", this::sendNext, ages.of("mails", mails::eldest));
  }

  void start(@Observes StartupEvent event) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    worker.stop();
  }

  /** There is something to send. */
  void wake() {
    worker.wake();
  }

  /** False when nothing waits, or the mail server does not take anything now. */
  private boolean sendNext() throws SQLException {
    var taken = mails.take(clock.instant(), settings.retryAfter());
    if (taken.isEmpty()) {
      return false;
    }
    var mail = taken.get();
    var letter = writer.write(mail);
    if (letter.isEmpty()) {
      mails.delete(mail.id());
      return true;
    }
    try {
      transport.send(mail.id(), letter.get());
      mails.sent(mail.id(), clock.instant());
      log.infof("mail %d: %s", mail.id(), mail.kind());
      return true;
    } catch (IOException e) {
      failed(mail, e);
      return false;
    }
  }

  private void failed(WaitingMail mail, IOException failure) throws SQLException {
    if (mail.createdAt().plus(settings.giveUpAfter()).isBefore(clock.instant())) {
      log.errorf("mail %d: %s, given up: %s", mail.id(), mail.kind(), failure.getMessage());
      mails.delete(mail.id());
    } else {
      log.warnf("mail %d: %s waits: %s", mail.id(), mail.kind(), failure.getMessage());
    }
  }
}
