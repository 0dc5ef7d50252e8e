package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import together.message.store.Transactions;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRelay;
import together.proto.Message;

/**
 * Changes what has been said in a channel: under the lock of its head, as posts are written, so
 * that state, sequence, commits and events have one order in every process.
 */
@ApplicationScoped
public class ChannelChanges {
  private static final String LOCK =
      "SELECT seq, last_message_id, guild_id FROM channel_heads WHERE channel_id = ?"
          + " FOR NO KEY UPDATE";
  private static final String MOVE =
      "UPDATE channel_heads SET seq = ?, last_message_id = ? WHERE channel_id = ?";

  /** What is changed. When it tells of nothing, the sequence stays. */
  @FunctionalInterface
  public interface Work<T> {
    T on(ChannelChange change) throws SQLException;
  }

  private final Transactions transactions;
  private final Ids ids;
  private final MessageRepository messages;
  private final Outbox outbox;
  private final OutboxRelay relay;

  ChannelChanges(
      Transactions transactions,
      Ids ids,
      MessageRepository messages,
      Outbox outbox,
      OutboxRelay relay) {
    this.transactions = transactions;
    this.ids = ids;
    this.messages = messages;
    this.outbox = outbox;
    this.relay = relay;
  }

  /** In a transaction of its own; empty when nothing has ever been said in the channel. */
  public <T> Optional<T> change(long channelId, Work<T> work) {
    Optional<T> result = transactions.write(connection -> change(connection, channelId, work));
    relay.wake();
    return result;
  }

  /** The same in a channel where perhaps nothing has been said yet. */
  public <T> T open(long channelId, long guildId, Work<T> work) {
    T result =
        transactions.write(connection -> {
          ChannelHeads.create(connection, Map.of(channelId, guildId));
          return change(connection, channelId, work).orElseThrow();
        });
    relay.wake();
    return result;
  }

  /**
   * In the caller's transaction, which changes no other channel; to be followed by {@link #told}.
   */
  public <T> Optional<T> change(Connection connection, long channelId, Work<T> work)
      throws SQLException {
    var change = lock(connection, channelId);
    if (change.isEmpty()) {
      return Optional.empty();
    }
    var result = work.on(change.get());
    if (!change.get().events().isEmpty()) {
      move(connection, change.get().head());
      outbox.append(connection, change.get().events());
    }
    return Optional.of(result);
  }

  /** Posts what the service itself has to say, as part of a change. */
  public Message post(ChannelChange change, Message.Builder said, long revision)
      throws SQLException {
    var message = said.setChannelId(change.channelId());
    if (change.guildId() != 0) {
      message.setGuildId(change.guildId());
    }
    var draft = new Draft(message.build(), change.guildId(), revision, 0, null);
    var posted = draft.numbered(ids.nextAfter(change.head().lastMessageId()));
    change.tell(draft, posted);
    messages.insert(change.connection(), List.of(posted), List.of(change.head()));
    return posted;
  }

  /** The transaction of a change is committed. */
  public void told() {
    relay.wake();
  }

  private static Optional<ChannelChange> lock(Connection connection, long channelId)
      throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      statement.setLong(1, channelId);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        var head = new ChannelHead(channelId, row.getLong(1), row.getLong(2));
        return Optional.of(new ChannelChange(connection, head, row.getLong(3)));
      }
    }
  }

  private static void move(Connection connection, ChannelHead head) throws SQLException {
    try (var statement = connection.prepareStatement(MOVE)) {
      statement.setLong(1, head.seq());
      statement.setLong(2, head.lastMessageId());
      statement.setLong(3, head.channelId);
      statement.executeUpdate();
    }
  }
}
