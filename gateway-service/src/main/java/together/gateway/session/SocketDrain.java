package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import together.gateway.drain.Drain;
import together.gateway.drain.Drained;

/**
 * Sends the sockets of a node that ends to others: RECONNECT to each, at a moment of its own; in
 * the end 1001 to those that stayed.
 */
@ApplicationScoped
class SocketDrain implements Drained {
  /** How long the last close frames may take to leave, and clients to answer RECONNECT. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private static final long LOOK_MILLIS = 10;

  private final GatewayNode node;
  private final SessionMeters meters;
  private final Drain.Settings settings;

  SocketDrain(GatewayNode node, SessionMeters meters, Drain.Settings settings) {
    this.node = node;
    this.meters = meters;
    this.settings = settings;
  }

  @Override
  public void drain(Duration most) throws InterruptedException {
    if (meters.sockets() == 0) {
      return;
    }
    var spread = spread(most, meters.sockets());
    node.onEveryShard(shard -> shard.sockets().sendAway(spread));
    awaitNone(spread.plus(GRACE));
    node.onEveryShard(shard -> shard.sockets().goAway());
    awaitNone(GRACE);
  }

  /** So long that those who come back at once do not meet all at the same moment elsewhere. */
  private Duration spread(Duration most, int sockets) {
    var enough = settings.perSocket().multipliedBy(sockets);
    var left = most.minus(GRACE.multipliedBy(2));
    return enough.compareTo(left) < 0 ? enough : left.isNegative() ? Duration.ZERO : left;
  }

  private void awaitNone(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (meters.sockets() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
