package together.message.change;

import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.mention.MentionService;
import together.message.mention.Mentioned;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.ClientText;
import together.message.post.MessageReader;
import together.message.post.MessageRow;
import together.message.post.MessageType;
import together.platform.problem.ProblemException;
import together.proto.Attachment;
import together.proto.Message;
import together.proto.MessageEvent;
import together.proto.User;

/** Edits messages. */
@ApplicationScoped
public class EditService {
  private final ChannelAccess access;
  private final MessageReader reader;
  private final ChannelChanges changes;
  private final MentionService mentions;
  private final Edits edits;
  private final Clock clock;

  EditService(
      ChannelAccess access,
      MessageReader reader,
      ChannelChanges changes,
      MentionService mentions,
      Edits edits,
      Clock clock) {
    this.access = access;
    this.reader = reader;
    this.changes = changes;
    this.mentions = mentions;
    this.edits = edits;
    this.clock = clock;
  }

  /**
   * Changes an own message's content, and takes files off it; who may no longer send here may no
   * longer edit here.
   */
  public Message edit(long userId, long channelId, long messageId, EditMessageRequest request) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL, SEND_MESSAGES);
    var before =
        reader.find(channelId, messageId).orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
    var kept = request.keptFiles().orElseGet(() -> files(before));
    var content = request.validContent(!kept.isEmpty()).orElseGet(before::getContent);
    if (before.getAuthor().getId() != userId) {
      throw MessageProblem.NOT_THE_AUTHOR.problem();
    }
    if (MessageType.isSystem(before.getType())) {
      throw MessageProblem.SYSTEM_MESSAGE.problem();
    }
    if (!files(before).containsAll(kept)) {
      throw ProblemException.invalid(
          "attachment_ids", "UNKNOWN_ATTACHMENT", "has to name files of the message");
    }
    if (content.equals(before.getContent()) && kept.equals(files(before))) {
      return before;
    }
    var mentioned = mentions.again(before, grant, content);
    var users = MessageReader.shown(before);
    mentioned.users().forEach(user -> users.put(user.getId(), user));
    var edit = new Edit(content, kept, mentioned, users, grant.revision());
    return changes
        .change(channelId, change -> edit(change, messageId, edit))
        .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }

  private static Set<Long> files(Message message) {
    return message.getAttachmentsList().stream()
        .map(Attachment::getId)
        .collect(Collectors.toUnmodifiableSet());
  }

  private record Edit(
      String content, Set<Long> kept, Mentioned mentioned, Map<Long, User> users, long revision) {}

  private Message edit(ChannelChange change, long messageId, Edit edit) throws SQLException {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var before = row(change, messageId);
    if (!edits.store(change, before, edit.content(), now, edit.mentioned())) {
      throw MessageProblem.UNKNOWN_MESSAGE.problem();
    }
    int files = before.attached() ? edits.keepFiles(change, messageId, edit.kept()) : 0;
    if (files == 0) {
      // Another edit may have taken its files meanwhile.
      var _ = ClientText.content(edit.content());
    }
    var after = reader.whole(change.connection(), row(change, messageId), edit.users());
    change.tell(
        MessageEvent.newBuilder().setRevision(edit.revision()).setMessageUpdate(after),
        before.authorId());
    return after;
  }

  private MessageRow row(ChannelChange change, long messageId) throws SQLException {
    return reader
        .row(change.connection(), change.channelId(), messageId)
        .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }
}
