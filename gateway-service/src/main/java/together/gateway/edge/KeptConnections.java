package together.gateway.edge;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Connections that outlive their request: once the node stops each is closed behind its next
 * answer, so that its client goes on at another. What else ends then: {@code drain/}.
 */
@ApplicationScoped
public class KeptConnections {
  private volatile boolean stopping;

  /** Before whoever waits for something to end. */
  void nodeStops(@Observes @Priority(1) ShutdownDelayInitiatedEvent event) {
    stopping = true;
  }

  /** Ends the connection of this request with its answer, once the node stops. */
  void closeAfter(RoutingContext context) {
    var request = context.request();
    if (stopping && request.version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(_ -> request.connection().close());
    }
  }
}
