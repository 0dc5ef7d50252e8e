package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.store.Transactions;
import together.permission.Permission;
import together.platform.id.Ids;

/** Takes files in, for messages to come. */
@ApplicationScoped
class UploadService {
  private final ChannelAccess access;
  private final Transactions transactions;
  private final UploadRepository uploads;
  private final UploadStore store;
  private final Ids ids;
  private final UploadRules rules;

  UploadService(
      ChannelAccess access,
      Transactions transactions,
      UploadRepository uploads,
      UploadStore store,
      Ids ids,
      UploadRules rules) {
    this.access = access;
    this.transactions = transactions;
    this.uploads = uploads;
    this.store = store;
    this.ids = ids;
    this.rules = rules;
  }

  /**
   * Keeps a file. Its row is written before its bytes: whatever breaks off in between is found by
   * the sweep.
   *
   * @param file is changed: a picture loses where it was taken
   */
  Upload upload(long userId, long channelId, @Nullable String name, Path file) throws IOException {
    access.authorize(
        userId,
        channelId,
        Permission.VIEW_CHANNEL,
        Permission.SEND_MESSAGES,
        Permission.ATTACH_FILES);
    var upload = rules.judge(userId, channelId, ids.next(), name, file);
    transactions.write(connection -> {
      if (!uploads.charge(connection, userId, upload.size(), rules.quota())) {
        throw MessageProblem.QUOTA_EXCEEDED.because(
            "all your files may take " + rules.quota() + " bytes together");
      }
      uploads.insert(connection, upload);
      return upload;
    });
    var kept = store.put(upload, file);
    boolean stored = transactions.write(connection -> uploads.stored(connection, kept));
    if (!stored) {
      throw MessageProblem.unavailable();
    }
    return kept;
  }
}
