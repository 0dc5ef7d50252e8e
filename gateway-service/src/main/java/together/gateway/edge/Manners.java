package together.gateway.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.gateway.edge.Peers.Peer;

/** What holds for every answer, whoever gives it: headers for browsers, and the measurement. */
@ApplicationScoped
public class Manners {
  private final Cors cors;
  private final EdgeMetrics metrics;

  public Manners(Cors cors, EdgeMetrics metrics) {
    this.cors = cors;
    this.metrics = metrics;
  }

  void observe(RoutingContext context, RouteMatch match, Peer peer) {
    long began = System.nanoTime();
    var request = context.request();
    var response = context.response();
    context.addHeadersEndHandler(_ -> {
      SecurityHeaders.add(response.headers(), peer.secure());
      cors.add(response.headers(), request.getHeader("Origin"));
    });
    var route = match instanceof RouteMatch.Found(var found) ? found : null;
    context.addEndHandler(end ->
        metrics.record(
            route,
            request.method().name(),
            end.succeeded() ? response.getStatusCode() : EdgeMetrics.CLIENT_LEFT,
            System.nanoTime() - began));
  }

  void addPreflight(RoutingContext context, List<String> methods) {
    if (cors.allows(context.request().getHeader("Origin"))) {
      cors.addPreflight(context.response().headers(), methods);
    }
  }
}
