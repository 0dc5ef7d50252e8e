package together.message.change;

import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.MessageReader;
import together.proto.Message;
import together.proto.MessageEvent;
import together.proto.User;

/** Edits messages. */
@ApplicationScoped
public class EditService {
  private final ChannelAccess access;
  private final MessageReader reader;
  private final ChannelChanges changes;
  private final Edits edits;
  private final Clock clock;

  EditService(
      ChannelAccess access,
      MessageReader reader,
      ChannelChanges changes,
      Edits edits,
      Clock clock) {
    this.access = access;
    this.reader = reader;
    this.changes = changes;
    this.edits = edits;
    this.clock = clock;
  }

  /** Changes an own message's content; who may no longer send here may no longer edit here. */
  public Message edit(long userId, long channelId, long messageId, EditMessageRequest request) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL, SEND_MESSAGES);
    var content = request.validContent();
    var before =
        reader.find(channelId, messageId).orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
    if (before.getAuthor().getId() != userId) {
      throw MessageProblem.NOT_THE_AUTHOR.problem();
    }
    if (content.isEmpty() || content.get().equals(before.getContent())) {
      return before;
    }
    var users = MessageReader.shown(before);
    return changes
        .change(
            channelId, change -> edit(change, messageId, content.get(), users, grant.revision()))
        .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }

  private Message edit(
      ChannelChange change, long messageId, String content, Map<Long, User> users, long revision)
      throws SQLException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!edits.store(change, messageId, content, now)) {
      throw MessageProblem.UNKNOWN_MESSAGE.problem();
    }
    var row =
        reader
            .row(change.connection(), change.channelId(), messageId)
            .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
    var after = reader.whole(change.connection(), row, users);
    change.tell(
        MessageEvent.newBuilder().setRevision(revision).setMessageUpdate(after), row.authorId());
    return after;
  }
}
