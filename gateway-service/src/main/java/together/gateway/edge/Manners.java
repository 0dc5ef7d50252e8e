package together.gateway.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.gateway.edge.Peers.Peer;

/**
 * What holds for every answer, whoever gives it: headers for browsers, the measurement, the line in
 * the log, the connection's end when the node stops.
 */
@ApplicationScoped
public class Manners {
  private final Cors cors;
  private final EdgeMetrics metrics;
  private final AccessLog log;
  private final KeptConnections kept;

  public Manners(Cors cors, EdgeMetrics metrics, AccessLog log, KeptConnections kept) {
    this.cors = cors;
    this.metrics = metrics;
    this.log = log;
    this.kept = kept;
  }

  void observe(RoutingContext context, Visit visit, Peer peer) {
    var request = context.request();
    var response = context.response();
    context.addHeadersEndHandler(_ -> {
      SecurityHeaders.add(response.headers(), peer.secure());
      cors.add(response.headers(), request.getHeader("Origin"));
      kept.closeAfter(context);
    });
    context.addEndHandler(end -> {
      int status = end.succeeded() ? response.getStatusCode() : EdgeMetrics.CLIENT_LEFT;
      metrics.record(visit.route(), visit.method(), status, visit.nanos());
      log.record(visit, status, response.bytesWritten());
    });
  }

  void addPreflight(RoutingContext context, List<String> methods) {
    if (cors.allows(context.request().getHeader("Origin"))) {
      cors.addPreflight(context.response().headers(), methods);
    }
  }
}
