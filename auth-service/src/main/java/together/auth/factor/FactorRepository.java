package together.auth.factor;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Second factors in the database. All methods take part in the caller's transaction. */
@ApplicationScoped
class FactorRepository {
  /**
   * A user's TOTP secret, sealed.
   *
   * @param proposedAt null: longer ago than is known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(byte[] sealed, boolean confirmed, long lastStep, @Nullable Instant proposedAt) {}

  private final AgroalDataSource dataSource;

  FactorRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  boolean isConfirmed(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT 1 FROM totp WHERE user_id = ? AND confirmed_at IS NOT NULL")) {
      select.setLong(1, userId);
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Locked to the end of the transaction: two codes at the same moment are judged in turn. */
  Optional<Row> lock(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT secret, confirmed_at, last_step, proposed_at FROM totp"
                    + " WHERE user_id = ? FOR UPDATE")) {
      select.setLong(1, userId);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(row(rows)) : Optional.empty();
      }
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    var proposedAt = row.getTimestamp(4);
    return new Row(
        row.getBytes(1),
        row.getTimestamp(2) != null,
        row.getLong(3),
        proposedAt == null ? null : proposedAt.toInstant());
  }

  /** A secret that waits to be confirmed, in place of an earlier one that does. */
  void propose(long userId, byte[] sealed, Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var upsert =
            connection.prepareStatement(
                "INSERT INTO totp (user_id, secret, proposed_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret,"
                    + " proposed_at = EXCLUDED.proposed_at, last_step = -1"
                    + " WHERE totp.confirmed_at IS NULL")) {
      upsert.setLong(1, userId);
      upsert.setBytes(2, sealed);
      upsert.setTimestamp(3, Timestamp.from(now));
      upsert.executeUpdate();
    }
  }

  void confirm(long userId, Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement("UPDATE totp SET confirmed_at = ? WHERE user_id = ?")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setLong(2, userId);
      update.executeUpdate();
    }
  }

  void used(long userId, long step) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement("UPDATE totp SET last_step = ? WHERE user_id = ?")) {
      update.setLong(1, step);
      update.setLong(2, userId);
      update.executeUpdate();
    }
  }

  /** False when there is no such code of the user's, or it was used. */
  boolean use(long userId, RecoveryCode code) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete =
            connection.prepareStatement(
                "DELETE FROM recovery_codes WHERE user_id = ? AND hash = ?")) {
      delete.setLong(1, userId);
      delete.setBytes(2, code.hash());
      return delete.executeUpdate() == 1;
    }
  }

  /** In place of all earlier ones. */
  void replace(long userId, List<RecoveryCode> codes) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      delete(connection, "DELETE FROM recovery_codes WHERE user_id = ?", userId);
      try (var insert =
          connection.prepareStatement("INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)")) {
        for (var code : codes) {
          insert.setLong(1, userId);
          insert.setBytes(2, code.hash());
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  void deleteAll(long userId) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      delete(connection, "DELETE FROM recovery_codes WHERE user_id = ?", userId);
      delete(connection, "DELETE FROM totp WHERE user_id = ?", userId);
    }
  }

  private static void delete(java.sql.Connection connection, String sql, long userId)
      throws SQLException {
    try (var delete = connection.prepareStatement(sql)) {
      delete.setLong(1, userId);
      delete.executeUpdate();
    }
  }
}
