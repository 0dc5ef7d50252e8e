package together.gateway.session;

import together.gateway.log.Log;
import together.gateway.log.Positions;

/**
 * Brings one session from a position to where its event loop is: what came while READY or a guild
 * was loaded, and what a resuming client missed. Per partition in order; stops while the socket
 * does not take more. Confined to the event loop.
 */
final class Replay {
  private static final int SLICE = 256;
  private static final int MOST_PER_TURN = 2_000;

  enum Outcome {
    /** The session has all that its event loop has delivered. */
    DONE,
    /** Waits for the socket, for the guild log, or for its next turn. */
    WAITING,
    /** The session loads something, or is closed. */
    PAUSED,
    /** The log no longer reaches back far enough. */
    LOST
  }

  private final Positions from;

  /** Begins after {@code from}, which it owns. */
  Replay(Positions from) {
    this.from = from;
  }

  /** What has been delivered so far. */
  Positions from() {
    return from;
  }

  Outcome advance(EventLoopShard shard, Session session) {
    if (!shard.log().reachesBackTo(from)) {
      return Outcome.LOST;
    }
    int budget = MOST_PER_TURN;
    for (var log : Log.values()) {
      for (int partition = 0; partition < from.partitions(); partition++) {
        while (from.get(log, partition) < shard.at().get(log, partition)) {
          var entries =
              shard
                  .log()
                  .read(
                      log,
                      partition,
                      from.get(log, partition),
                      shard.at().get(log, partition),
                      SLICE);
          if (entries.isEmpty()) {
            from.set(log, partition, shard.at().get(log, partition));
          }
          for (var entry : entries) {
            if (budget-- == 0) {
              shard.loop().execute(() -> shard.catchUp(session));
              return Outcome.WAITING;
            }
            if (!session.takesMore() || !shard.mayDeliver(entry)) {
              return Outcome.WAITING;
            }
            from.set(log, partition, entry.offset());
            shard.replay(entry, session);
            if (session.replay() != this) {
              return Outcome.PAUSED;
            }
          }
        }
      }
    }
    return Outcome.DONE;
  }
}
