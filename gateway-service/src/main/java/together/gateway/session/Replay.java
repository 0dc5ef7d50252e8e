package together.gateway.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.LogGoneException;
import together.gateway.log.Positions;
import together.gateway.log.Slice;

/**
 * Brings one session from a position to where its event loop is: what came while READY or a guild
 * was loaded, and what a resuming client missed. Per partition in order, guilds first; stops while
 * the socket does not take more, and while Kafka is read. Confined to the event loop.
 */
final class Replay {
  private static final int SLICE = 256;
  private static final int MOST_PER_TURN = 2_000;

  enum Outcome {
    /** The session has all that its event loop has delivered. */
    DONE,
    /** Waits for the socket, for the guild log, or for its next turn. */
    WAITING,
    /** The session loads something, or is closed; or the replay goes on by itself. */
    PAUSED,
    /** The log no longer reaches back far enough. */
    LOST,
    /** Kafka does not answer. */
    FAILED
  }

  private final Positions from;
  private @Nullable CompletableFuture<Void> coming;
  private int budget;

  /** Begins after {@code from}, which it owns. */
  Replay(Positions from) {
    this.from = from;
  }

  /** What has been delivered so far. */
  Positions from() {
    return from;
  }

  Outcome advance(EventLoopShard shard, Session session) {
    var awaited = coming;
    if (awaited != null) {
      if (!awaited.isDone()) {
        return Outcome.PAUSED;
      }
      coming = null;
      if (awaited.isCompletedExceptionally()) {
        return awaited.exceptionNow() instanceof LogGoneException ? Outcome.LOST : Outcome.FAILED;
      }
    }
    budget = MOST_PER_TURN;
    for (var log : Log.values()) {
      for (int partition = 0; partition < from.partitions(); partition++) {
        var outcome = advance(shard, session, log, partition);
        if (outcome != Outcome.DONE) {
          return outcome;
        }
      }
    }
    return Outcome.DONE;
  }

  private Outcome advance(EventLoopShard shard, Session session, Log log, int partition) {
    while (from.get(log, partition) < shard.at().get(log, partition)) {
      if (!session.takesMore()) {
        return Outcome.WAITING;
      }
      long last = shard.at().get(log, partition);
      switch (shard.log().read(log, partition, from.get(log, partition), last, SLICE)) {
        case Slice.Here(var entries, var through) -> {
          for (var entry : entries) {
            var outcome = take(shard, session, entry);
            if (outcome != Outcome.DONE) {
              return outcome;
            }
          }
          from.set(log, partition, through);
        }
        case Slice.Coming(var done) -> {
          coming = done;
          done.whenComplete((read, failure) -> session.onLoop(() -> goOn(shard, session)));
          return Outcome.PAUSED;
        }
        case Slice.Gone() -> {
          return Outcome.LOST;
        }
      }
    }
    return Outcome.DONE;
  }

  private Outcome take(EventLoopShard shard, Session session, LogEntry entry) {
    if (budget-- == 0) {
      session.onLoop(() -> goOn(shard, session));
      return Outcome.PAUSED;
    }
    if (!session.takesMore() || !shard.mayDeliver(entry)) {
      return Outcome.WAITING;
    }
    from.set(entry.log(), entry.partition(), entry.offset());
    shard.replay(entry, session);
    return session.replay() == this ? Outcome.DONE : Outcome.PAUSED;
  }

  private void goOn(EventLoopShard shard, Session session) {
    if (session.replay() == this) {
      shard.catchUp(session);
    }
  }
}
