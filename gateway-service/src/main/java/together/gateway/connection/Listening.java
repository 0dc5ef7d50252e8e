package together.gateway.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the servers of this process listen, before any of them does. */
@ApplicationScoped
public class Listening implements HttpServerOptionsCustomizer {
  /** Before whatever else is on the management port. */
  private static final int ORDER = -1_000_000;

  private final Duration head;
  private final Duration idle;

  /**
   * Settings.
   *
   * @param head how long a client may take to its first request
   * @param idle how long a connection may be open between two
   */
  public Listening(
      @ConfigProperty(name = "together.connections.head-timeout", defaultValue = "10S")
          Duration head,
      @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idle) {
    this.head = head;
    this.idle = idle;
  }

  void guard(@Observes Router router) {
    Connections.enable(head, idle);
  }

  void guard(@Observes ManagementInterface management) {
    management
        .router()
        .route()
        .order(ORDER)
        .handler(context -> {
          Connections.asked(context);
          context.next();
        });
  }

  /** HTTP/2 is for TLS: in clear text no browser speaks it, and a proxy may read it differently. */
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
