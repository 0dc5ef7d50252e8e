package together.auth.account;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Gives accounts of before their skeleton, at the start, in the background. Where two of them look
 * alike already, both stay, and only the earlier one is looked at when a third comes.
 */
@ApplicationScoped
class LookalikeBackfill {
  private static final Logger log = Logger.getLogger(LookalikeBackfill.class);
  private static final int BATCH = 500;

  private final AgroalDataSource dataSource;

  LookalikeBackfill(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("lookalikes").start(this::tryFill);
  }

  private void tryFill() {
    try {
      fill();
    } catch (SQLException e) {
      log.warnf("names of before are not all compared for look-alikes: %s", e.getMessage());
    }
  }

  void fill() throws SQLException {
    long after = 0;
    var names = new LinkedHashMap<Long, String>();
    do {
      names.clear();
      read(after, names);
      for (var name : names.entrySet()) {
        set(name.getKey(), Lookalikes.skeleton(name.getValue()));
        after = name.getKey();
      }
    } while (names.size() == BATCH);
  }

  private void read(long after, Map<Long, String> names) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT id, username_key FROM users WHERE id > ? AND username_skeleton IS NULL"
                    + " AND NOT operator_made ORDER BY id LIMIT ?")) {
      select.setLong(1, after);
      select.setInt(2, BATCH);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          names.put(rows.getLong(1), rows.getString(2));
        }
      }
    }
  }

  private void set(long id, String skeleton) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE users SET username_skeleton = ? WHERE id = ? AND NOT EXISTS"
                    + " (SELECT 1 FROM users WHERE username_skeleton = ?)")) {
      update.setString(1, skeleton);
      update.setLong(2, id);
      update.setString(3, skeleton);
      update.executeUpdate();
    }
  }
}
