package together.standalone.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Makes the common database, and in it a schema and a role per service. Every step may be repeated;
 * passwords are set anew each time.
 *
 * <p>Extensions live in {@code public}, where the services may use but not create.
 */
public final class DatabaseBootstrap {
  public static final String DATABASE = "together";

  private final EmbeddedPostgreSql server;

  public DatabaseBootstrap(EmbeddedPostgreSql server) {
    this.server = server;
  }

  public void apply(List<ServiceDatabase> services) throws SQLException {
    try (var connection = server.connect("postgres")) {
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
        execute(connection, "CREATE DATABASE " + DATABASE);
      }
      execute(
          connection, "REVOKE ALL ON DATABASE postgres, template1, " + DATABASE + " FROM PUBLIC");
    }
    try (var connection = server.connect(DATABASE)) {
      execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
      execute(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public");
      for (var service : services) {
        add(connection, service);
      }
    }
  }

  /** URL a service uses; objects are made in its own schema, extensions are found in public. */
  public static String jdbcUrl(int port, String schema) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s,public"
        .formatted(port, DATABASE, schema);
  }

  private static void add(Connection connection, ServiceDatabase service) throws SQLException {
    var role = service.role();
    if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
      execute(connection, "CREATE ROLE " + role + " LOGIN");
    }
    // Hashed here, so that no statement, and so no log, holds the password.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role, service.password().toCharArray(), "scram-sha-256");
    execute(connection, "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + role);
    execute(connection, "GRANT USAGE ON SCHEMA public TO " + role);
    execute(
        connection, "CREATE SCHEMA IF NOT EXISTS " + service.schema() + " AUTHORIZATION " + role);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
