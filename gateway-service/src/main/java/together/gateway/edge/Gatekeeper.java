package together.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import together.gateway.edge.Peers.Peer;
import together.platform.problem.ProblemException;

/** Decides whether a request gets past the edge. Never blocks. */
@ApplicationScoped
public class Gatekeeper {
  private final TokenGuard tokens;
  private final RateLimits limits;

  public Gatekeeper(TokenGuard tokens, RateLimits limits) {
    this.tokens = tokens;
    this.limits = limits;
  }

  /**
   * Lets the request pass.
   *
   * @throws ProblemException what keeps it out: 401, 429 or 503
   */
  void admit(HttpServerRequest request, Route route, Peer peer) {
    var answer = request.response().headers();
    switch (route.access()) {
      case TOKEN ->
          limits.countUser(tokens.check(request.getHeader("Authorization")).userId(), answer);
      case OPEN, OPERATOR -> {
        if (route.registration()) {
          limits.countRegistration(peer.address(), answer);
        }
      }
    }
  }
}
