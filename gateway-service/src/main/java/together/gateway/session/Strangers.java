package together.gateway.session;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.gateway.edge.Peers;

/**
 * Sockets that have not identified yet, by address: each may wait ten seconds, so their number is
 * what bounds what one sender can make the node keep. Thread-safe.
 */
@ApplicationScoped
public class Strangers {
  private final Function<HttpServerRequest, String> address;
  private final int most;
  private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();

  @Inject
  public Strangers(Peers peers, GatewaySettings settings) {
    this(request -> peers.of(request).household(), settings.unidentifiedPerAddress());
  }

  Strangers(Function<HttpServerRequest, String> address, int most) {
    this.address = address;
    this.most = most;
  }

  /**
   * Counts one more socket of this address.
   *
   * @return to be run once, when it has identified or is gone; null when there are too many
   */
  @Nullable Runnable enter(HttpServerRequest request) {
    var sender = address.apply(request);
    var counted = byAddress.merge(sender, 1, Integer::sum);
    if (counted > most) {
      leave(sender);
      return null;
    }
    return () -> leave(sender);
  }

  private void leave(String sender) {
    byAddress.computeIfPresent(sender, (_, count) -> count == 1 ? null : count - 1);
  }
}
