package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/privacy.md says is held on a person is all that the databases can hold. */
class PrivacyPageTest {
  private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
  private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");

  /** Columns that are called so have ids of users. */
  private static final Pattern OF_USERS =
      Pattern.compile(
          "(.*_)?(user|author|owner|other|target|actor|inviter|creator|uploader|member|recipient"
              + "|sender|moderator|reader|writer|friend|assignee|reporter)(_ids?)");

  /** By table: its columns. */
  private static Map<String, List<String>> schema() throws IOException {
    var tables = new TreeMap<String, List<String>>();
    var service = "";
    var table = "";
    for (var line : Files.readAllLines(DOCS.resolve("database-schema.md"))) {
      if (line.startsWith("## ")) {
        service = line.substring(3).strip();
      } else if (line.startsWith("### ")) {
        table = service + "." + line.substring(4).strip();
        tables.put(table, new ArrayList<>());
      } else if (line.startsWith("| `") && tables.containsKey(table)) {
        tables.get(table).add(line.split("`", -1)[1]);
      }
    }
    return tables;
  }

  /** By table: the second cell of its row. */
  private static Map<String, String> rows() throws IOException {
    var rows = new HashMap<String, String>();
    for (var line : Files.readAllLines(DOCS.resolve("privacy.md"))) {
      if (line.startsWith("| `")) {
        var cells = line.split("\\|", -1);
        NAME.matcher(cells[1])
            .results()
            .forEach(name -> assertEquals(null, rows.put(name.group(1), cells[2]), line));
        assertTrue(cells.length == 6, "four cells: " + line);
      }
    }
    return rows;
  }

  @Test
  void everyTableHasItsRowAndEveryRowItsTable() throws IOException {
    var tables = schema().keySet();
    assertTrue(tables.size() > 40, "the page of the schema is read: " + tables);
    assertEquals(tables, new TreeSet<>(rows().keySet()));
  }

  @Test
  void everyColumnWithIdsOfUsersIsNamed() throws IOException {
    var rows = rows();
    var missing = new ArrayList<String>();
    int columns = 0;
    for (var table : schema().entrySet()) {
      for (var column : table.getValue()) {
        if (OF_USERS.matcher(column).matches()) {
          columns++;
          if (!rows.getOrDefault(table.getKey(), "").contains("`" + column + "`")) {
            missing.add(table.getKey() + "." + column);
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(columns > 30, "columns are recognised: " + columns);
  }
}
