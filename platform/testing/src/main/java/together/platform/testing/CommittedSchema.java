package together.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** {@code docs/database-schema.md}: the schemas of the services, as their migrations make them. */
public final class CommittedSchema {
  private static final Path PAGE = Path.of("../docs/database-schema.md");

  private CommittedSchema() {}

  /**
   * Fails when the page's section of a schema is not what was migrated in the database of this test
   * JVM, or a table says nothing of its meaning; {@code -Dupdate.schema=true} writes the section
   * anew.
   */
  public static void assertCurrent(String schema) throws IOException, SQLException {
    var platform = PlatformResource.platform();
    String migrated;
    try (var connection =
        DriverManager.getConnection(
            platform.jdbcUrl(schema), platform.username(schema), TestPlatform.PASSWORD)) {
      migrated = new SchemaPage(connection, schema).text();
    }
    var begin = "<!-- " + schema + ": -Dupdate.schema=true writes this -->\n";
    var end = "<!-- end of " + schema + " -->\n";
    var page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    if (Boolean.getBoolean("update.schema")) {
      page = page.substring(0, from) + migrated + page.substring(to);
      Files.writeString(PAGE, page);
      to = from + migrated.length();
    }
    assertEquals(page.substring(from, to), migrated);
    assertFalse(migrated.contains("\n\n\n\n"), "each table has a COMMENT");
  }
}
