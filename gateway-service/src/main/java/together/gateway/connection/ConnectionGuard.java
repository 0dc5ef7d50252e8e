package together.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client takes too long to say what it wants: from its opening to its
 * first request's head (a TLS handshake included), and from an answer to the next head. Unlike an
 * idle time-out it is not fooled by a byte now and then. Confined to the connection's event loop.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
  static final AttributeKey<ConnectionGuard> KEY = AttributeKey.valueOf("together.guard");

  private final long firstHeadNanos;
  private final long nextHeadNanos;
  private final LongSupplier nanoTime;
  private @Nullable ScheduledFuture<?> timer;
  private int underWay;
  private long waitsSince;
  private long mostNanos;

  ConnectionGuard(long firstHeadNanos, long nextHeadNanos, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.firstHeadNanos = firstHeadNanos;
    this.nextHeadNanos = nextHeadNanos;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(this);
    waitsSince = nanoTime.getAsLong();
    mostNanos = firstHeadNanos;
    lookIn(context, firstHeadNanos);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  /** A request's head is whole. */
  void asked() {
    underWay++;
  }

  /** It is answered, or given up. */
  void answered() {
    underWay--;
    waitsSince = nanoTime.getAsLong();
    mostNanos = nextHeadNanos;
  }

  /** The connection is no longer HTTP: whoever has it now looks after it. */
  void release(Channel channel) {
    stop();
    channel.attr(KEY).set(null);
    channel.pipeline().remove(this);
  }

  private void stop() {
    var scheduled = timer;
    if (scheduled != null) {
      scheduled.cancel(false);
      timer = null;
    }
  }

  /** One timer a connection, which looks again when it fires: a request costs no timer. */
  private void lookIn(ChannelHandlerContext context, long nanos) {
    timer = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    if (underWay > 0) {
      lookIn(context, nextHeadNanos);
      return;
    }
    long left = mostNanos - (nanoTime.getAsLong() - waitsSince);
    if (left > 0) {
      lookIn(context, left);
    } else {
      context.close();
    }
  }
}
