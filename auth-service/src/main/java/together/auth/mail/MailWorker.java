package together.auth.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what waits, one mail after the other, at least once each: at once when it is told to, and
 * again after growing pauses when the mail server does not take it.
 */
@ApplicationScoped
class MailWorker {
  private static final Logger log = Logger.getLogger(MailWorker.class);
  private static final int POLL_SECONDS = 2;

  private final MailRepository mails;
  private final MailWriter writer;
  private final MailTransport transport;
  private final MailSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("mail").unstarted(task));

  MailWorker(
      MailRepository mails,
      MailWriter writer,
      MailTransport transport,
      MailSettings settings,
      Clock clock) {
    this.mails = mails;
    this.writer = writer;
    this.transport = transport;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    var _ = worker.scheduleWithFixedDelay(this::work, 1, POLL_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    worker.shutdownNow();
  }

  /** There is something to send. */
  void wake() {
    try {
      worker.execute(this::work);
    } catch (RejectedExecutionException e) {
      log.debug("stopping: the mail waits for the next start");
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted() && sendNext()) {
        // One more may wait.
      }
    } catch (SQLException | RuntimeException e) {
      log.warnf(e, "mails wait");
    }
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
