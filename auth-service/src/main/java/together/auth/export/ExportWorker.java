package together.auth.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import together.auth.account.UserRepository;
import together.auth.mail.MailKind;
import together.auth.mail.MailQueue;
import together.auth.queue.QueueAges;
import together.auth.queue.QueueWorker;
import together.platform.json.Moments;

/**
 * Builds exports, one at a time in each process. What a death or another service interrupts is
 * begun anew, by whichever process comes first.
 */
@ApplicationScoped
class ExportWorker {
  private static final Logger log = Logger.getLogger(ExportWorker.class);

  private final ExportRepository exports;
  private final ExportParts parts;
  private final ExportBuilder builder;
  private final UserRepository users;
  private final MailQueue mails;
  private final QueueWorker worker;

  ExportWorker(
      ExportRepository exports,
      ExportParts parts,
      ExportBuilder builder,
      UserRepository users,
      MailQueue mails,
      QueueAges ages) {
    this.exports = exports;
    this.parts = parts;
    this.builder = builder;
    this.users = users;
    this.mails = mails;
    worker = new QueueWorker("exports", this::buildNext, ages.of("exports", exports::eldest));
  }

  void start(@Observes StartupEvent event) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    worker.stop();
  }

  /** False when none waits. */
  private boolean buildNext() throws SQLException {
    var taken = QuarkusTransaction.requiringNew().call(exports::take);
    if (taken.isEmpty()) {
      return false;
    }
    var export = taken.get();
    if (exports.isSpent(export)) {
      // Whoever had it last neither ended nor failed: it may be what they died of.
      exports.failed(export);
      log.warnf("export %d is given up after %d attempts", export.id(), export.attempt() - 1);
      return true;
    }
    try {
      build(export);
    } catch (ExportEndedException e) {
      log.infof("export %d: %s", export.id(), e.getMessage());
    } catch (IOException | SQLException | RuntimeException e) {
      exports.failed(export);
      log.warnf("export %d, attempt %d: %s", export.id(), export.attempt(), e.getMessage());
    }
    return true;
  }

  private void build(Export export) throws IOException, SQLException {
    QuarkusTransaction.requiringNew()
        .call(() -> {
          parts.deleteBefore(export);
          return true;
        });
    var output = new PartsOutput(exports, parts, export);
    builder.build(export.userId(), output);
    if (!QuarkusTransaction.requiringNew().call(() -> finish(export, output.size()))) {
      throw new ExportEndedException();
    }
    log.infof("export %d is ready: %d bytes", export.id(), output.size());
  }

  private boolean finish(Export export, long size) throws SQLException {
    // The user's row first, as everywhere.
    var user = users.lock(export.userId()).orElseThrow();
    if (!exports.ready(export, size)) {
      return false;
    }
    var expiresAt = exports.find(export.userId()).map(Export::expiresAt);
    mails.notice(MailKind.EXPORT_READY, user, expiresAt.map(Moments::text).orElse(null));
    return true;
  }
}
