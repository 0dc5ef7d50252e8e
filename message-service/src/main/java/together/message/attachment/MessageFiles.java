package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import together.message.store.Transactions;
import together.platform.problem.ProblemException;
import together.proto.Attachment;

/** The files that messages carry, in the order in which they were uploaded. */
@ApplicationScoped
public class MessageFiles {
  private final Transactions transactions;
  private final UploadRepository uploads;

  MessageFiles(Transactions transactions, UploadRepository uploads) {
    this.transactions = transactions;
    this.uploads = uploads;
  }

  /**
   * What a user has uploaded to a channel; 422 unless all of it is there. Whether another message
   * carries one already only {@link FileClaims} tell: it may be the same one, posted again.
   */
  public List<Attachment> named(long channelId, long userId, Collection<Long> ids) {
    var named = transactions.read(connection -> uploads.named(connection, channelId, userId, ids));
    if (named.size() < new HashSet<>(ids).size()) {
      throw unknown();
    }
    return named.stream().map(Upload::toProto).toList();
  }

  /**
   * A message of a channel loses all files but these; the sweep takes them. In the transaction of
   * its change; how many it still has.
   */
  public int keep(Connection connection, long channelId, long messageId, Set<Long> kept)
      throws SQLException {
    uploads.release(connection, channelId, messageId, kept);
    var left = uploads.carried(connection, channelId, List.of(messageId));
    boolean pictured = left.stream().anyMatch(upload -> upload.picture() != null);
    uploads.mark(connection, channelId, messageId, !left.isEmpty(), pictured);
    return left.size();
  }

  /** 422: a file that is not there, not the caller's, or carried by another message. */
  public static ProblemException unknown() {
    return ProblemException.invalid(
        "attachment_ids",
        "UNKNOWN_ATTACHMENT",
        "has to name uploads of the caller's to this channel that no message carries yet");
  }

  /** By message; those without files are left out. */
  public Map<Long, List<Attachment>> of(
      Connection connection, long channelId, Collection<Long> messageIds) throws SQLException {
    var files = new HashMap<Long, List<Attachment>>();
    if (messageIds.isEmpty()) {
      return files;
    }
    for (var upload : uploads.carried(connection, channelId, messageIds)) {
      var messageId = Objects.requireNonNull(upload.messageId());
      files.computeIfAbsent(messageId, id -> new ArrayList<>()).add(upload.toProto());
    }
    return files;
  }
}
