package together.message.change;

import static together.permission.Permission.MANAGE_MESSAGES;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.ChannelGrant;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.MessageReader;

/** Deletes messages, one or many. */
@ApplicationScoped
public class DeleteService {
  private final ChannelAccess access;
  private final MessageReader reader;
  private final ChannelChanges changes;
  private final Removals removals;
  private final Clock clock;

  DeleteService(
      ChannelAccess access,
      MessageReader reader,
      ChannelChanges changes,
      Removals removals,
      Clock clock) {
    this.access = access;
    this.reader = reader;
    this.changes = changes;
    this.removals = removals;
    this.clock = clock;
  }

  /** An own message, or with MANAGE_MESSAGES anyone's. */
  public void one(long userId, long channelId, long messageId) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL);
    boolean deleted =
        changes.change(channelId, change -> one(change, messageId, userId, grant)).orElse(false);
    if (!deleted) {
      throw MessageProblem.UNKNOWN_MESSAGE.problem();
    }
  }

  private boolean one(ChannelChange change, long messageId, long userId, ChannelGrant grant)
      throws SQLException {
    var row = reader.row(change.connection(), change.channelId(), messageId);
    if (row.isEmpty()) {
      return false;
    }
    if (row.get().authorId() != userId && !grant.has(MANAGE_MESSAGES)) {
      throw MessageProblem.MISSING_PERMISSION.because(
          "this needs MANAGE_MESSAGES in the channel, or to be the author");
    }
    return removals.one(change, messageId, row.get().authorId(), grant.revision());
  }

  /** Those of the messages that are in the channel; the others are passed over. */
  void many(long userId, long channelId, BulkDeleteRequest request) {
    var grant =
        access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY, MANAGE_MESSAGES);
    List<Long> ids = request.validIds(clock.instant());
    changes.change(
        channelId,
        change -> {
          removals.many(change, ids, userId, grant.revision());
          return true;
        });
  }
}
