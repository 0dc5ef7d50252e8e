package together.gateway.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ConnectionGuard} in front of each connection this process accepts. Vert.x and
 * Quarkus tell nobody of a connection before its first request, so this is Netty's own way in: a
 * {@link ChannelInitializerExtension}, found by the service loader once {@link #enable} was called,
 * before the first server listens.
 */
public final class Connections extends ChannelInitializerExtension {
  private static volatile @Nullable Waits waits;

  private record Waits(long firstHeadNanos, long nextHeadNanos) {}

  /** For the service loader. */
  public Connections() {}

  /**
   * From now on connections are guarded.
   *
   * @param firstHead from the opening to the end of the first request's head
   * @param nextHead from the end of an answer to that of the next head
   */
  public static void enable(Duration firstHead, Duration nextHead) {
    waits = new Waits(firstHead.toNanos(), nextHead.toNanos());
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /** Tells the guard of a request, whose context says when it is over. */
  public static void asked(RoutingContext context) {
    var guard = guard(context.request());
    if (guard != null) {
      guard.asked();
      context.addEndHandler(_ -> guard.answered());
    }
  }

  /** The connection has become a socket that looks after itself. */
  public static void upgraded(Channel channel) {
    var guard = channel.attr(ConnectionGuard.KEY).get();
    if (guard != null) {
      guard.release(channel);
    }
  }

  private static @Nullable ConnectionGuard guard(HttpServerRequest request) {
    var connection = (ConnectionBase) request.connection();
    return connection.channel().attr(ConnectionGuard.KEY).get();
  }

  @Override
  public void postInitializeServerChildChannel(Channel child) {
    var most = waits;
    if (most != null) {
      child
          .pipeline()
          .addFirst(
              "guard",
              new ConnectionGuard(most.firstHeadNanos(), most.nextHeadNanos(), System::nanoTime));
    }
  }
}
