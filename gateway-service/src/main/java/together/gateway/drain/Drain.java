package together.gateway.drain;

import io.netty.channel.Channel;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The orderly end of this node. First its listeners are closed, so that whoever connects from then
 * on comes to another node of the same port (or, by readiness, of the same balancer); then its
 * parts bring to an end what they have. The server goes only after that.
 */
@ApplicationScoped
public class Drain {
  private static final Logger log = Logger.getLogger(Drain.class);

  /** Settings of the end. */
  @ConfigMapping(prefix = "together.gateway.drain")
  public interface Settings {
    /** The most that the end of a node takes. */
    @WithDefault("5S")
    Duration most();

    /** What each open socket adds to it: few sockets need no long spread. */
    @WithDefault("0.005S")
    Duration perSocket();
  }

  private final Settings settings;
  private final List<Drained> parts;
  private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  public Drain(Settings settings, @All List<Drained> parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** Nothing new is to be begun here. */
  public boolean isDraining() {
    return draining;
  }

  /** A connection that came by a listener, which is closed first. */
  public void cameBy(@Nullable Channel listener) {
    if (listener != null) {
      listeners.add(listener);
    }
  }

  /** Before anything of the server is stopped; the end waits for this to return. */
  public void begin(@Observes ShutdownDelayInitiatedEvent event) {
    draining = true;
    listeners.forEach(listener -> listener.close().awaitUninterruptibly(1_000));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var part : threads.invokeAll(parts.stream().map(this::drained).toList())) {
        if (part.state() == Future.State.FAILED) {
          log.errorf(part.exceptionNow(), "a part did not end in order");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Callable<Boolean> drained(Drained part) {
    return () -> {
      part.drain(settings.most());
      return true;
    };
  }
}
