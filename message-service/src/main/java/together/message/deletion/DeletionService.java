package together.message.deletion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import together.message.change.Removals;
import together.message.post.ChannelChanges;
import together.message.store.Transactions;

/**
 * Takes messages away because of an event elsewhere: in small transactions, each of which also
 * notes how far it has come, so that a process that ends in between loses nothing.
 */
@ApplicationScoped
public class DeletionService implements SmallSteps {
  /**
   * Messages looked at, and deleted, in one transaction: some milliseconds of the channel's lock.
   */
  private static final int LOOK = 2_000;

  private static final int DELETE = 100;

  private final Transactions transactions;
  private final DeletionRepository deletions;
  private final ChannelRemains remains;
  private final Removals removals;
  private final ChannelChanges changes;
  private final Clock clock;

  DeletionService(
      Transactions transactions,
      DeletionRepository deletions,
      ChannelRemains remains,
      Removals removals,
      ChannelChanges changes,
      Clock clock) {
    this.transactions = transactions;
    this.deletions = deletions;
    this.remains = remains;
    this.removals = removals;
    this.changes = changes;
    this.clock = clock;
  }

  /** From here on they will go, whatever becomes of this process. Idempotent. */
  void plan(List<Deletion> planned) {
    transactions.write(connection -> {
      for (var deletion : planned) {
        deletions.add(connection, deletion);
      }
      return planned;
    });
  }

  @Override
  public boolean step() {
    var now = clock.instant();
    boolean worked =
        transactions.write(connection -> {
          var next = deletions.next(connection, now);
          if (next.isPresent()) {
            step(connection, next.get());
          }
          return next.isPresent();
        });
    changes.told();
    return worked;
  }

  private void step(Connection connection, Deletion deletion) throws SQLException {
    if (deletion.isOfGuild()) {
      if (deletion.isOfChannel()
          && remains.takeSettings(connection, deletion.guildId(), DELETE * 10)) {
        return;
      }
      deletions.spread(connection, deletion);
      if (deletion.isOfChannel()) {
        deletions.unsearch(connection, deletion.guildId());
      }
      deletions.done(connection, deletion);
      return;
    }
    var part = remains.scan(connection, deletion, LOOK, DELETE);
    if (deletion.isOfChannel()) {
      // Nobody sees the channel any more: there is nobody to tell.
      removals.delete(connection, deletion.channelId(), part.wanted());
    } else if (!part.wanted().isEmpty()) {
      changes.change(
          connection,
          deletion.channelId(),
          change -> {
            removals.many(change, part.wanted(), deletion.authorId(), deletion.revision());
            return true;
          });
    }
    if (!part.isLast()) {
      deletions.advance(connection, deletion, part.throughId(), clock.instant());
    } else if (!deletion.isOfChannel()
        || !remains.takeRest(connection, deletion.channelId(), DELETE * 10)) {
      deletions.done(connection, deletion);
    }
  }
}
