package together.message.readstate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.message.access.ChannelAccess;
import together.message.post.MessageEvents;
import together.message.store.Transactions;
import together.permission.Permission;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRelay;
import together.proto.MessageEvent;
import together.proto.ReadState;

/** What a user has read; the same on all of the user's sessions. */
@ApplicationScoped
public class ReadStateService {
  private final ChannelAccess access;
  private final Transactions transactions;
  private final ReadStateRepository states;
  private final Outbox outbox;
  private final OutboxRelay relay;

  ReadStateService(
      ChannelAccess access,
      Transactions transactions,
      ReadStateRepository states,
      Outbox outbox,
      OutboxRelay relay) {
    this.access = access;
    this.transactions = transactions;
    this.states = states;
    this.outbox = outbox;
    this.relay = relay;
  }

  /** The user has read a channel up to a message. Never moves a mark back. */
  void acknowledge(long userId, long channelId, long messageId) {
    var grant = access.authorize(userId, channelId, Permission.VIEW_CHANNEL);
    transactions.write(connection -> {
      var moved = states.read(connection, userId, channelId, messageId);
      if (moved.isPresent()) {
        var event =
            MessageEvent.newBuilder()
                .setChannelId(channelId)
                .setGuildId(grant.guildId())
                .setRevision(grant.revision())
                .setReadStateUpdate(moved.get())
                .build();
        outbox.append(connection, List.of(MessageEvents.of(event, userId)));
      }
      return moved;
    });
    relay.wake();
  }

  /** A user's states in those of the channels that have messages. */
  public List<ReadState> states(long userId, List<Long> channelIds) {
    return channelIds.isEmpty()
        ? List.of()
        : transactions.read(connection -> states.states(connection, userId, channelIds));
  }
}
