package together.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Main class of a service that does nothing but be ready. One with a database connects first, so it
 * does not start without it.
 */
public final class FakeService {
  private FakeService() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    var environment = System.getenv();
    var url = environment.get("TOGETHER_DB_URL");
    if (url != null) {
      var user = environment.get("TOGETHER_DB_USERNAME");
      try (var connection =
          DriverManager.getConnection(url, user, environment.get("TOGETHER_DB_PASSWORD"))) {
        System.out.println("connected, schema " + connection.getSchema());
      }
    }
    listen(environment.get("TOGETHER_HTTP_PORT"));
    if (url == null) {
      listen(environment.get("TOGETHER_MANAGEMENT_PORT"));
    }
    System.out.println("ready");
  }

  private static void listen(@Nullable String port) throws IOException {
    var address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(Objects.requireNonNull(port)));
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
