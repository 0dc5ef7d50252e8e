package together.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is at the other end: forwarded addresses are believed from the proxies named in settings. */
@ApplicationScoped
public class Peers {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  /**
   * A request's origin.
   *
   * @param address the client's, not a trusted proxy's
   * @param scheme {@code http} or {@code https}, as the client used it
   */
  public record Peer(String address, String scheme) {
    /** What counts as one address: an IPv4 address, the /64 of an IPv6 address. */
    public String household() {
      return Network.household(address);
    }

    boolean secure() {
      return scheme.equals("https");
    }
  }

  private final List<Network> trusted;

  @Inject
  public Peers(EdgeSettings settings) {
    this(settings.trustedProxies().orElse(List.of()).stream().map(Network::parse).toList());
  }

  Peers(List<Network> trusted) {
    this.trusted = trusted;
  }

  /** Where a request comes from. */
  public Peer of(HttpServerRequest request) {
    var remote = request.remoteAddress();
    var address = remote == null ? null : remote.hostAddress();
    var scheme = request.isSSL() ? "https" : "http";
    if (address == null) {
      return new Peer("unknown", scheme);
    }
    if (!isTrusted(address)) {
      return new Peer(address, scheme);
    }
    var proto = request.getHeader(FORWARDED_PROTO);
    return new Peer(
        client(address, request.getHeader(FORWARDED_FOR)),
        "https".equalsIgnoreCase(proto) ? "https" : scheme);
  }

  /** The last address in the chain that no trusted proxy has: what stands before it is hearsay. */
  String client(String nearest, @Nullable String chain) {
    if (chain == null || !isTrusted(nearest)) {
      return nearest;
    }
    var hops = chain.split(",", -1);
    var client = nearest;
    for (int i = hops.length - 1; i >= 0; i--) {
      var hop = hops[i].strip();
      if (Network.literal(hop) == null) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    if (trusted.isEmpty()) {
      return false;
    }
    var literal = Network.literal(address);
    return literal != null && trusted.stream().anyMatch(network -> network.contains(literal));
  }
}
