package together.gateway.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;

/** All sockets of one event loop, identified or not. Confined to it. */
final class OpenSockets {
  private final EventLoop loop;
  private final GatewaySettings settings;
  private final Set<Session> sockets = new HashSet<>();
  private boolean watching;

  OpenSockets(EventLoop loop, GatewaySettings settings) {
    this.loop = loop;
    this.settings = settings;
  }

  /** A new socket; the first one starts the watch over those that never identify or fall silent. */
  void add(Session session) {
    sockets.add(session);
    if (!watching) {
      watching = true;
      loop.scheduleAtFixedRate(this::watch, 1, 1, TimeUnit.SECONDS);
    }
  }

  void remove(Session session) {
    sockets.remove(session);
  }

  private void watch() {
    long identifyMillis = settings.identifyTimeout().toMillis();
    long silentMillis = settings.heartbeatMillis() * 3L / 2;
    for (var session : List.copyOf(sockets)) {
      if (!session.isIdentified()) {
        // Since it opened: heartbeats must not keep a stranger's socket.
        if (session.pulse().openMillis() > identifyMillis) {
          session.close(CloseCode.NOT_IDENTIFIED);
        }
      } else if (session.pulse().silentMillis() > silentMillis) {
        session.close(CloseCode.HEARTBEAT_TIMEOUT);
      }
    }
  }

  /**
   * The node ends: each client is asked, at a moment of its own within that time, to connect anew.
   */
  void sendAway(Duration spread) {
    for (var session : sockets) {
      long millis = ThreadLocalRandom.current().nextLong(Math.max(1, spread.toMillis()));
      loop.schedule(
          () -> session.onLoop(() -> session.send(ServerFrames.reconnect())),
          millis,
          TimeUnit.MILLISECONDS);
    }
  }

  /** An event cannot be told to those who are live: they identify anew. */
  void invalidateLive() {
    List.copyOf(sockets).stream().filter(Session::isLive).forEach(Session::invalidate);
  }

  /** Whoever is still here is closed. */
  void goAway() {
    for (var session : List.copyOf(sockets)) {
      session.close(CloseCode.GOING_AWAY);
    }
  }
}
