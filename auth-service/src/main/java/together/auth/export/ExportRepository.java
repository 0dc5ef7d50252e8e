package together.auth.export;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import together.auth.upkeep.Purge;

/** Rows of exports. Each method is a statement of the caller's transaction, or one by itself. */
@ApplicationScoped
class ExportRepository implements Purge {
  /** Whoever builds says so with each page; who has not for so long is followed by another one. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int MOST_DOUBLINGS = 9;
  private static final int PURGED_AT_ONCE = 20;
  private static final String COLUMNS =
      "user_id, id, state, requested_at, attempt, expires_at, size";

  private final AgroalDataSource dataSource;
  private final ExportSettings settings;
  private final Clock clock;

  ExportRepository(AgroalDataSource dataSource, ExportSettings settings, Clock clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
  }

  Optional<Export> find(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement("SELECT " + COLUMNS + " FROM exports WHERE user_id = ?")) {
      select.setLong(1, userId);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(export(rows)) : Optional.empty();
      }
    }
  }

  /** In place of an earlier one, with its parts. Under the lock of the user's row. */
  Export replace(long userId, long id) throws SQLException {
    var now = clock.instant();
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("DELETE FROM exports WHERE user_id = ?");
        var insert =
            connection.prepareStatement(
                "INSERT INTO exports (user_id, id, state, requested_at, next_attempt_at)"
                    + " VALUES (?, ?, 'BUILDING', ?, ?)")) {
      delete.setLong(1, userId);
      delete.executeUpdate();
      insert.setLong(1, userId);
      insert.setLong(2, id);
      insert.setTimestamp(3, Timestamp.from(now));
      insert.setTimestamp(4, Timestamp.from(now));
      insert.executeUpdate();
    }
    return new Export(userId, id, ExportState.BUILDING, now, 0, null, null);
  }

  /** Takes one to build; nobody else does for the time of the lease. */
  Optional<Export> take() throws SQLException {
    var now = clock.instant();
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE exports SET attempt = attempt + 1, next_attempt_at = ? WHERE id ="
                    + " (SELECT id FROM exports WHERE state = 'BUILDING' AND next_attempt_at <= ?"
                    + " ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING "
                    + COLUMNS)) {
      update.setTimestamp(1, Timestamp.from(now.plus(LEASE)));
      update.setTimestamp(2, Timestamp.from(now));
      try (var rows = update.executeQuery()) {
        return rows.next() ? Optional.of(export(rows)) : Optional.empty();
      }
    }
  }

  /** Since when the eldest waits, or is being built. */
  Optional<Instant> eldest() throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT min(requested_at) FROM exports WHERE state = 'BUILDING'");
        var rows = select.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
    }
  }

  /**
   * The building goes on. False when it must not: another one has begun it anew, or the account is
   * gone. Holds the row to the end of the transaction.
   */
  boolean renew(Export export) throws SQLException {
    return update(export, "next_attempt_at = ?", clock.instant().plus(LEASE), null);
  }

  /** The zip is whole. False as above. */
  boolean ready(Export export, long size) throws SQLException {
    return update(
        export,
        "state = 'READY', expires_at = ?, size = ?",
        clock.instant().plus(settings.keptFor()),
        size);
  }

  /** Whether it was begun as often as it may be, before this time. */
  boolean isSpent(Export export) {
    return export.attempt() > settings.mostAttempts();
  }

  /** Another service did not let it end: again later, or never. */
  void failed(Export export) throws SQLException {
    var doublings = Math.min(export.attempt() - 1, MOST_DOUBLINGS);
    var pause = settings.retry().multipliedBy(1L << doublings);
    boolean givenUp = export.attempt() >= settings.mostAttempts();
    var _ =
        update(
            export,
            givenUp ? "state = 'FAILED', next_attempt_at = ?" : "next_attempt_at = ?",
            clock.instant().plus(pause),
            null);
  }

  private boolean update(
      Export export, String set, Instant moment, @org.jspecify.annotations.Nullable Long size)
      throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE exports SET "
                    + set
                    + " WHERE id = ? AND attempt = ? AND state = 'BUILDING'")) {
      int index = 1;
      update.setTimestamp(index++, Timestamp.from(moment));
      if (size != null) {
        update.setLong(index++, size);
      }
      update.setLong(index++, export.id());
      update.setInt(index, export.attempt());
      return update.executeUpdate() == 1;
    }
  }

  /** The zip has been downloaded: nobody gets it again. */
  void taken(long exportId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE exports SET state = 'TAKEN' WHERE id = ? AND state = 'READY'");
        var delete = connection.prepareStatement("DELETE FROM export_parts WHERE export_id = ?")) {
      update.setLong(1, exportId);
      update.executeUpdate();
      delete.setLong(1, exportId);
      delete.executeUpdate();
    }
  }

  /** Zips that nobody has downloaded in time, and parts that were left behind. */
  @Override
  public boolean purge(Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "WITH expired AS (UPDATE exports SET state = 'TAKEN' WHERE id IN (SELECT id"
                    + " FROM exports WHERE state = 'READY' AND expires_at < ? LIMIT ?) RETURNING id),"
                    + " gone AS (DELETE FROM export_parts USING expired"
                    + " WHERE export_id = expired.id) SELECT count(*) FROM expired");
        var left =
            connection.prepareStatement(
                "DELETE FROM export_parts USING exports WHERE export_id = exports.id"
                    + " AND exports.state IN ('FAILED', 'TAKEN')")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setInt(2, PURGED_AT_ONCE);
      left.executeUpdate();
      try (var rows = update.executeQuery()) {
        rows.next();
        return rows.getInt(1) == PURGED_AT_ONCE;
      }
    }
  }

  private static Export export(ResultSet row) throws SQLException {
    var expires = row.getTimestamp(6);
    return new Export(
        row.getLong(1),
        row.getLong(2),
        ExportState.valueOf(row.getString(3)),
        row.getTimestamp(4).toInstant(),
        row.getInt(5),
        expires == null ? null : expires.toInstant(),
        row.getObject(7, Long.class));
  }
}
