package together.message.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import together.message.deletion.SmallSteps;
import together.message.post.ChannelChanges;
import together.message.store.Transactions;

/**
 * Erases what is personal of accounts that are gone, in small transactions, each of which also
 * notes how far it has come. What such an account wrote stays, unless its erasure was asked for.
 */
@ApplicationScoped
public class ErasureService implements SmallSteps {
  /** Rows looked at, and taken, in one transaction: some milliseconds. */
  private static final int LOOK = 2_000;

  private static final int CHANNELS = 500;
  private static final int TAKE = 1_000;

  /** Messages or reactions, under the lock of a channel's head. */
  private static final int FIND = 100;

  private final Transactions transactions;
  private final ErasureRepository erasures;
  private final UserRemains remains;
  private final Traces traces;
  private final ChannelChanges changes;
  private final Clock clock;

  ErasureService(
      Transactions transactions,
      ErasureRepository erasures,
      UserRemains remains,
      Traces traces,
      ChannelChanges changes,
      Clock clock) {
    this.transactions = transactions;
    this.erasures = erasures;
    this.remains = remains;
    this.traces = traces;
    this.changes = changes;
    this.clock = clock;
  }

  /** From that moment on it will happen, whatever becomes of this process. Idempotent. */
  void plan(long userId, boolean messages, Instant dueAt) {
    transactions.write(connection -> {
      erasures.add(connection, userId, messages, dueAt);
      return userId;
    });
  }

  @Override
  public boolean step() {
    boolean worked =
        transactions.write(connection -> {
          var next = erasures.next(connection, clock.instant());
          if (next.isPresent()) {
            step(connection, next.get());
          }
          return next.isPresent();
        });
    changes.told();
    return worked;
  }

  private void step(Connection connection, Erasure erasure) throws SQLException {
    var after =
        switch (erasure.stage()) {
          case OWN ->
              remains.takeOwn(connection, erasure.userId(), TAKE) ? erasure : erasure.nextStage();
          case CHANNELS -> channels(connection, erasure);
          case MESSAGES -> messages(connection, erasure);
          case REACTIONS -> reactions(connection, erasure);
          case DONE -> erasure;
        };
    if (after.stage() == Erasure.Stage.DONE) {
      remains.takeHead(connection, erasure.userId());
      erasures.done(connection, erasure);
    } else {
      erasures.advance(connection, after, clock.instant());
    }
  }

  private Erasure messages(Connection connection, Erasure erasure) throws SQLException {
    var part = remains.messages(connection, erasure.place(), LOOK, FIND);
    return part.isEmpty()
        ? erasure.nextStage()
        : traces.removeMessages(connection, erasure, part.get());
  }

  private Erasure reactions(Connection connection, Erasure erasure) throws SQLException {
    var part = remains.reactions(connection, erasure.place(), LOOK, FIND);
    return part.isEmpty()
        ? erasure.nextStage()
        : traces.removeReactions(connection, erasure, part.get());
  }

  private Erasure channels(Connection connection, Erasure erasure) throws SQLException {
    var channels = remains.channels(connection, erasure.channelId(), CHANNELS);
    if (channels.isEmpty()) {
      return erasure.nextStage();
    }
    return remains.takeFrom(connection, channels, erasure.userId(), TAKE)
        ? erasure
        : erasure.at(channels.getLast(), 0);
  }
}
