package together.standalone.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import together.standalone.preflight.FreePort;

class DatabaseBootstrapTest {
  private static final List<ServiceDatabase> SERVICES =
      List.of(
          new ServiceDatabase("auth", "auth-password"),
          new ServiceDatabase("guild", "guild-password"));

  @TempDir private static Path directory;
  private static PostgresSettings settings;
  private static EmbeddedPostgreSql server;

  @BeforeAll
  static void start() throws Exception {
    settings =
        new PostgresSettings(
            directory.resolve("postgresql"),
            Path.of(System.getProperty("user.home"), ".cache", "together"),
            directory.resolve("postgresql.log"),
            FreePort.find(),
            "superuser-password",
            PostgresSettings.volatileData());
    server = EmbeddedPostgreSql.start(settings).stopWithThisJvm();
    new DatabaseBootstrap(server).apply(SERVICES);
  }

  @AfterAll
  static void stop() {
    server.close();
    assertFalse(server.process().isAlive());
  }

  private static Connection connect(String service, String password) throws SQLException {
    return DriverManager.getConnection(
        DatabaseBootstrap.jdbcUrl(server.port(), service), service + "_service", password);
  }

  private static String refusal(String service, String sql) {
    return assertThrows(
            SQLException.class,
            () -> {
              try (var connection = connect(service, service + "-password");
                  var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .getSQLState();
  }

  @Test
  void repeatedItChangesNothingAndKeepsTheData() throws SQLException {
    try (var connection = connect("guild", "guild-password");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
      new DatabaseBootstrap(server).apply(SERVICES);
      try (var result = statement.executeQuery("SELECT answer FROM guild.kept")) {
        result.next();
        assertEquals(42, result.getInt(1));
      }
      statement.execute("DROP TABLE kept");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    var refused = assertThrows(SQLException.class, () -> connect("guild", "auth-password"));
    assertEquals("28P01", refused.getSQLState());
  }

  @Test
  void noServiceReadsAnothersTables() throws SQLException {
    try (var connection = connect("auth", "auth-password");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE secret AS SELECT 1 AS one");
      assertEquals("42501", refusal("guild", "SELECT * FROM auth.secret"));
      statement.execute("DROP TABLE secret");
    }
  }

  @Test
  void noServiceCreatesOutsideItsSchema() {
    assertEquals("42501", refusal("guild", "CREATE TABLE public.x (id int)"));
    assertEquals("42501", refusal("guild", "CREATE SCHEMA another"));
    assertEquals("42501", refusal("guild", "CREATE TEMPORARY TABLE x (id int)"));
  }

  @Test
  void passwordsAreInNoLog() throws Exception {
    var log = Files.readString(settings.logFile());
    assertFalse(log.contains("guild-password"));
    assertFalse(log.contains("superuser-password"));
  }

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws Exception {
    var other = directory.resolve("other");
    Files.createDirectories(other);
    Files.writeString(other.resolve("PG_VERSION"), "19\n");
    var wrong =
        new PostgresSettings(
            other,
            settings.runtimeDirectory(),
            settings.logFile(),
            settings.port(),
            "x",
            settings.parameters());
    var refused = assertThrows(IOException.class, () -> EmbeddedPostgreSql.start(wrong));
    assertEquals("the data is of PostgreSQL 19, this program runs 18", refused.getMessage());
  }

  @Test
  void aNameThatIsNoNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ServiceDatabase("a;b", "x"));
  }
}
