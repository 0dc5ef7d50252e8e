package together.platform.database;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Connections outside the pool, for what lives as long as a session does: advisory locks. */
@ApplicationScoped
@IfBuildProperty(name = "together.database", stringValue = "true")
public class DedicatedConnections {
  private final String url;
  private final String username;
  private final String password;

  public DedicatedConnections(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String username,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.url = url;
    this.username = username;
    this.password = password;
  }

  /** A new connection in auto-commit mode; a query on it fails after 10 s without an answer. */
  public Connection open(String purpose) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", username);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", purpose);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(url, properties);
  }
}
