package together.message.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import together.platform.testing.PlatformResource;
import together.platform.testing.TestPlatform;

/** message-service's schema, migrated, for tests of SQL that need no service. */
public final class MessageDatabase {
  private MessageDatabase() {}

  /** A connection as the service has it, to be closed by the caller. */
  public static Connection connect() throws SQLException {
    var platform = PlatformResource.platform();
    var url = platform.jdbcUrl("message");
    var user = platform.username("message");
    Flyway.configure()
        .dataSource(url, user, TestPlatform.PASSWORD)
        .locations("db/platform", "db/migration")
        .defaultSchema("message")
        .load()
        .migrate();
    return DriverManager.getConnection(url, user, TestPlatform.PASSWORD);
  }
}
