package together.message.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import together.platform.testing.PlatformResource;
import together.platform.testing.TestPlatform;

/**
 * The plans by which PostgreSQL has run the service's statements, as its module auto_explain logs
 * them, with the rows each step has given.
 */
final class PlanLog implements AutoCloseable {
  private static final String ROLE = "message_service";
  private static final List<String> SETTINGS =
      List.of(
          "session_preload_libraries = 'auto_explain'",
          "auto_explain.log_min_duration = 0",
          "auto_explain.log_analyze = on",
          "auto_explain.log_timing = off",
          "auto_explain.log_format = 'json'");

  private final AgroalDataSource service;
  private final Path file;
  private final long begin;

  private PlanLog(AgroalDataSource service, Path file) {
    this.service = service;
    this.file = file;
    begin = file.toFile().length();
  }

  /** From now on all plans are logged: of connections opened anew. */
  static PlanLog start(AgroalDataSource service) throws SQLException {
    for (var setting : SETTINGS) {
      asSuperuser("ALTER ROLE " + ROLE + " SET " + setting);
    }
    var file = Path.of(asSuperuser("SHOW data_directory")).resolveSibling("postgresql.log");
    var log = new PlanLog(service, file);
    service.flush(FlushMode.GRACEFUL);
    return log;
  }

  /** What was logged so far. */
  List<JsonNode> plans() throws IOException {
    var plans = new ArrayList<JsonNode>();
    var plan = new StringBuilder();
    for (var line : lines()) {
      if (line.startsWith("\t")) {
        plan.append(line).append('\n');
      } else {
        add(plan, plans);
      }
    }
    add(plan, plans);
    return plans;
  }

  private static void add(StringBuilder plan, List<JsonNode> plans) throws JsonProcessingException {
    var text = plan.toString().strip();
    plan.setLength(0);
    if (text.startsWith("{")) {
      plans.add(new ObjectMapper().readTree(text));
    }
  }

  private List<String> lines() throws IOException {
    try (var opened = new RandomAccessFile(file.toFile(), "r")) {
      opened.seek(begin);
      var bytes = new byte[(int) (opened.length() - begin)];
      opened.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Override
  public void close() throws SQLException {
    asSuperuser("ALTER ROLE " + ROLE + " RESET ALL");
    service.flush(FlushMode.GRACEFUL);
  }

  /** The first column of the first row, if it answers any. */
  static String asSuperuser(String sql) throws SQLException {
    var url =
        "jdbc:postgresql://127.0.0.1:"
            + PlatformResource.platform().postgresPort()
            + "/together?currentSchema=message";
    try (var connection = DriverManager.getConnection(url, "postgres", TestPlatform.PASSWORD);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var row = statement.getResultSet()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }
}
