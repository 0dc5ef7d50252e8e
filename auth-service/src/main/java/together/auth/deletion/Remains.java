package together.auth.deletion;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/**
 * What is personal beside the user's row. All methods take part in the caller's transaction, under
 * the lock of that row.
 */
@ApplicationScoped
class Remains {
  /** By which somebody could get in, now or by mail. */
  private static final List<String> KEYS =
      List.of("totp", "recovery_codes", "login_tickets", "mail_tokens", "mails");

  private static final List<String> REST =
      List.of("sessions", "avatars", "security_events", "security_heads", "exports");

  private final AgroalDataSource dataSource;

  Remains(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void takeKeys(long userId) throws SQLException {
    take(KEYS, userId);
  }

  void takeAll(long userId) throws SQLException {
    take(KEYS, userId);
    take(REST, userId);
  }

  private void take(List<String> tables, long userId) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      for (var table : tables) {
        try (var delete =
            connection.prepareStatement("DELETE FROM " + table + " WHERE user_id = ?")) {
          delete.setLong(1, userId);
          delete.executeUpdate();
        }
      }
    }
  }
}
