package together.message.shortform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongFunction;
import together.message.MessageProblem;
import together.message.store.Transactions;
import together.platform.problem.ProblemException;

/** Finds the channel of a message known by its id alone. */
@ApplicationScoped
public class ChannelLookup {
  // The index is on this expression; see the migration.
  private static final String SELECT = "SELECT channel_id FROM messages WHERE id + 0 = ? LIMIT 1";

  private final Transactions transactions;

  ChannelLookup(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Does something with the message's channel. Who may not view that channel learns nothing of the
   * message either.
   */
  public <T> T in(long messageId, LongFunction<T> channelWork) {
    long channelId = channelOf(messageId);
    try {
      return channelWork.apply(channelId);
    } catch (ProblemException e) {
      throw e.type() == MessageProblem.UNKNOWN_CHANNEL
          ? MessageProblem.UNKNOWN_MESSAGE.problem()
          : e;
    }
  }

  private long channelOf(long messageId) {
    return transactions.read(connection -> {
      try (var statement = connection.prepareStatement(SELECT)) {
        statement.setLong(1, messageId);
        try (var row = statement.executeQuery()) {
          if (!row.next()) {
            throw MessageProblem.UNKNOWN_MESSAGE.problem();
          }
          return row.getLong(1);
        }
      }
    });
  }
}
