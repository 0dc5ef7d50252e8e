package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.store.Transactions;
import together.permission.Permission;

/** Takes files in, for messages to come. */
@ApplicationScoped
class UploadService {
  private static final int PATIENCE_SECONDS = 30;

  private final ChannelAccess access;
  private final Transactions transactions;
  private final UploadRepository uploads;
  private final UploadStore store;
  private final Incoming incoming;
  private final UploadRules rules;

  /**
   * One at a time: those of one user would wait for each other in the database, each with a
   * connection that posts need.
   */
  private final ReentrantLock books = new ReentrantLock(true);

  UploadService(
      ChannelAccess access,
      Transactions transactions,
      UploadRepository uploads,
      UploadStore store,
      Incoming incoming,
      UploadRules rules) {
    this.access = access;
    this.transactions = transactions;
    this.uploads = uploads;
    this.store = store;
    this.incoming = incoming;
    this.rules = rules;
  }

  /**
   * Keeps a form's file. Nothing is read of it before it is known that it may be kept.
   *
   * @param contentType of the form, with its boundary
   */
  Upload upload(long userId, long channelId, @Nullable String contentType, InputStream form)
      throws IOException {
    access.authorize(
        userId,
        channelId,
        Permission.VIEW_CHANNEL,
        Permission.SEND_MESSAGES,
        Permission.ATTACH_FILES);
    return incoming.receive(
        contentType, form, (name, file) -> keep(rules.judge(userId, channelId, name, file), file));
  }

  /** Its row is written before its bytes: whatever breaks off in between is found by the sweep. */
  private Upload keep(Upload upload, Path file) throws IOException {
    book(connection -> {
      if (!uploads.charge(connection, upload.uploaderId(), upload.size(), rules.quota())) {
        throw MessageProblem.QUOTA_EXCEEDED.because(
            "all your files may take " + rules.quota() + " bytes together");
      }
      uploads.insert(connection, upload);
      return upload;
    });
    var kept = store.put(upload, file);
    boolean stored = book(connection -> uploads.stored(connection, kept));
    if (!stored) {
      throw MessageProblem.unavailable();
    }
    return kept;
  }

  private <T> T book(Transactions.Work<T> work) {
    try {
      if (!books.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw MessageProblem.unavailable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MessageProblem.unavailable();
    }
    try {
      return transactions.write(work);
    } finally {
      books.unlock();
    }
  }
}
