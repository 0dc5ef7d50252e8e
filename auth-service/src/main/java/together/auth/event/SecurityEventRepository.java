package together.auth.event;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import together.auth.upkeep.Purge;

/** The audit table of accounts. */
@ApplicationScoped
class SecurityEventRepository implements Purge {
  private static final Duration KEPT = Duration.ofDays(180);

  private final AgroalDataSource dataSource;

  SecurityEventRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The next number of the user's events; the head stays locked to the transaction's end. */
  long next(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var upsert =
            connection.prepareStatement(
                "INSERT INTO security_heads AS head (user_id, seq) VALUES (?, 1)"
                    + " ON CONFLICT (user_id) DO UPDATE SET seq = head.seq + 1 RETURNING seq")) {
      upsert.setLong(1, userId);
      try (var rows = upsert.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  void insert(long userId, long seq, SecurityEventView event) throws SQLException {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO security_events (user_id, id, seq, type, session_id, device, address, at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, userId);
      insert.setLong(2, event.id());
      insert.setLong(3, seq);
      insert.setString(4, event.type());
      insert.setObject(5, event.sessionId(), Types.BIGINT);
      insert.setString(6, event.device());
      insert.setString(7, event.address());
      insert.setTimestamp(8, Timestamp.from(event.at()));
      insert.executeUpdate();
    }
  }

  /** Newest first; ids between the two, exclusive. */
  List<SecurityEventView> find(long userId, long after, long before, int limit)
      throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT id, type, session_id, device, address, at FROM security_events"
                    + " WHERE user_id = ? AND id > ? AND id < ? ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, userId);
      select.setLong(2, after);
      select.setLong(3, before);
      select.setInt(4, limit);
      var events = new ArrayList<SecurityEventView>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(
              new SecurityEventView(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getObject(3, Long.class),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getTimestamp(6).toInstant()));
        }
      }
      return events;
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM security_events WHERE (user_id, id) IN"
            + " (SELECT user_id, id FROM security_events WHERE at < ? LIMIT ?)",
        now.minus(KEPT));
  }
}
