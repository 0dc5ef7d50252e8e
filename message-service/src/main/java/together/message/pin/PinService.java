package together.message.pin;

import static together.permission.Permission.MANAGE_MESSAGES;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.ChannelGrant;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.MessageReader;
import together.message.post.MessageType;
import together.platform.json.Moments;
import together.proto.ChannelPinsUpdate;
import together.proto.Message;
import together.proto.MessageEvent;
import together.proto.MessageReference;
import together.proto.User;

/** Pinned messages. */
@ApplicationScoped
public class PinService {
  private static final int MOST = 50;

  private final ChannelAccess access;
  private final ChannelChanges changes;
  private final MessageReader reader;
  private final PinRepository pins;
  private final Clock clock;

  PinService(
      ChannelAccess access,
      ChannelChanges changes,
      MessageReader reader,
      PinRepository pins,
      Clock clock) {
    this.access = access;
    this.changes = changes;
    this.reader = reader;
    this.pins = pins;
    this.clock = clock;
  }

  /** The newest pin first. */
  List<Message> list(long userId, long channelId) {
    access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    return reader.named(channelId, connection -> pins.ids(connection, channelId), userId);
  }

  /** Pins a message and says so in the channel; once more changes nothing. */
  void pin(long userId, long channelId, long messageId) {
    change(userId, channelId, messageId, true);
  }

  /** Takes a pin away; when there is none, nothing changes. */
  void unpin(long userId, long channelId, long messageId) {
    change(userId, channelId, messageId, false);
  }

  private void change(long userId, long channelId, long messageId, boolean pinned) {
    var grant = authorize(userId, channelId);
    var users = reader.people(channelId, messageId, userId);
    var _ =
        changes
            .change(
                channelId,
                change -> {
                  var row =
                      reader
                          .row(change.connection(), channelId, messageId)
                          .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
                  if (row.pinned() != pinned) {
                    store(change, messageId, userId, pinned);
                    tell(change, messageId, userId, users, grant.revision());
                  }
                  return pinned;
                })
            .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }

  /** In a dm, where nobody manages messages, whoever may write. */
  private ChannelGrant authorize(long userId, long channelId) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    var needed = grant.guildId() == 0 ? SEND_MESSAGES : MANAGE_MESSAGES;
    if (!grant.has(needed)) {
      throw MessageProblem.MISSING_PERMISSION.because("this needs " + needed + " in the channel");
    }
    return grant;
  }

  private void store(ChannelChange change, long messageId, long userId, boolean pinned)
      throws SQLException {
    if (!pinned) {
      pins.remove(change, messageId);
      return;
    }
    if (pins.ids(change.connection(), change.channelId()).size() >= MOST) {
      throw MessageProblem.TOO_MANY_PINS.problem();
    }
    pins.add(change, messageId, userId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void tell(
      ChannelChange change, long messageId, long userId, Map<Long, User> users, long revision)
      throws SQLException {
    var row = reader.row(change.connection(), change.channelId(), messageId).orElseThrow();
    var message = reader.whole(change.connection(), row, users);
    change.tell(
        MessageEvent.newBuilder().setRevision(revision).setMessageUpdate(message), row.authorId());
    var update = ChannelPinsUpdate.newBuilder().setChannelId(change.channelId());
    if (change.guildId() != 0) {
      update.setGuildId(change.guildId());
    }
    pins.last(change).ifPresent(at -> update.setLastPinTimestamp(Moments.proto(at)));
    change.tell(
        MessageEvent.newBuilder().setRevision(revision).setChannelPinsUpdate(update), userId);
    if (row.pinned()) {
      var said =
          Message.newBuilder()
              .setAuthor(users.getOrDefault(userId, User.getDefaultInstance()))
              .setType(MessageType.PINNED.number())
              .setMessageReference(MessageReference.newBuilder().setMessageId(messageId))
              .setReferencedMessage(message.toBuilder().clearReferencedMessage());
      changes.post(change, said, revision);
    }
  }
}
