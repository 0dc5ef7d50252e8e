package together.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import together.gateway.edge.Peers.Peer;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.security.AccessTokens.Verified;

/** Decides whether a request gets past the edge. Never blocks. */
@ApplicationScoped
public class Gatekeeper {
  /** Beside the bytes of all headers, which the server bounds. */
  private static final int MOST_HEADERS = 100;

  private final TokenGuard tokens;
  private final RateLimits limits;

  public Gatekeeper(TokenGuard tokens, RateLimits limits) {
    this.tokens = tokens;
    this.limits = limits;
  }

  /**
   * Lets the request pass.
   *
   * @return the caller's user id, 0 where the route asks for no token
   * @throws ProblemException what keeps it out: 401, 429, 431 or 503
   */
  long admit(HttpServerRequest request, Route route, Peer peer) {
    if (request.headers().size() > MOST_HEADERS) {
      throw new ProblemException(
          EdgeProblem.TOO_MANY_HEADERS, "a request may have at most " + MOST_HEADERS + " headers");
    }
    var answer = request.response().headers();
    return switch (route.access()) {
      case TOKEN -> {
        long user = caller(request, peer).userId();
        limits.countUser(route, user, answer);
        yield user;
      }
      case OPEN, OPERATOR -> {
        if (!route.isUncounted()) {
          limits.countAddress(route, peer.address(), answer);
        }
        yield 0;
      }
    };
  }

  private Verified caller(HttpServerRequest request, Peer peer) {
    try {
      return tokens.check(request.getHeader("Authorization"));
    } catch (ProblemException e) {
      if (e.type() == CommonProblem.UNAUTHORIZED) {
        limits.countRefusal(peer.address(), request.response().headers());
      }
      throw e;
    }
  }
}
