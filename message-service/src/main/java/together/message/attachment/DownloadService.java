package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.file.FileGoneException;
import together.message.file.FileStore;
import together.message.store.Transactions;
import together.permission.Permission;

/** Gives files out, to whoever may read their message now. */
@ApplicationScoped
class DownloadService {
  private static final long READ =
      Permission.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY);

  private final ChannelAccess access;
  private final Transactions transactions;
  private final UploadRepository uploads;
  private final FileStore store;

  DownloadService(
      ChannelAccess access, Transactions transactions, UploadRepository uploads, FileStore store) {
    this.access = access;
    this.transactions = transactions;
    this.uploads = uploads;
    this.store = store;
  }

  /** A file that the user may read; what no message carries yet only its uploader may. */
  StoredFile find(long userId, long id, boolean preview) {
    var upload =
        transactions
            .read(connection -> uploads.find(connection, id))
            .orElseThrow(MessageProblem.UNKNOWN_ATTACHMENT::problem);
    if (upload.messageId() == null && upload.uploaderId() != userId) {
      throw MessageProblem.UNKNOWN_ATTACHMENT.problem();
    }
    var grant = access.ask(userId, upload.channelId(), READ);
    // Neither that there is such a file nor in which channel.
    if ((grant.permissions() & READ) != READ) {
      throw MessageProblem.UNKNOWN_ATTACHMENT.problem();
    }
    return preview ? StoredFile.previewOf(upload) : StoredFile.of(upload);
  }

  /** Its bytes, to be closed by the caller. */
  InputStream open(StoredFile file, ByteRange range) {
    try {
      return store.open(file.key(), range.first(), range.length());
    } catch (FileGoneException e) {
      throw MessageProblem.UNKNOWN_ATTACHMENT.problem();
    }
  }
}
