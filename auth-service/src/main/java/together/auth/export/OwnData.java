package together.auth.export;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;

/**
 * What auth-service itself holds on a user. Each file is one statement, whose rows are read as the
 * zip takes them, so none of it is ever in memory as a whole.
 */
@ApplicationScoped
class OwnData {
  private static final int FETCH = 500;

  private final AgroalDataSource dataSource;

  OwnData(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void write(long userId, ExportZip zip) throws IOException, SQLException {
    for (var file : OwnFile.ALL) {
      lines(userId, file, zip);
    }
    avatar(userId, zip);
  }

  private void lines(long userId, OwnFile file, ExportZip zip) throws IOException, SQLException {
    try (var connection = dataSource.getConnection()) {
      // Rows come as they are asked for within a transaction alone.
      connection.setAutoCommit(false);
      try (var select = connection.prepareStatement(file.sql())) {
        select.setFetchSize(FETCH);
        select.setLong(1, userId);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            zip.line(file.name(), rows.getString(1));
          }
        }
      } finally {
        connection.rollback();
      }
    }
  }

  /** In the largest size it is kept in. */
  private void avatar(long userId, ExportZip zip) throws IOException, SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT media, bytes FROM avatars WHERE user_id = ? ORDER BY size DESC LIMIT 1")) {
      select.setLong(1, userId);
      try (var rows = select.executeQuery()) {
        if (rows.next()) {
          var ending = rows.getString(1).endsWith("png") ? "png" : "jpg";
          zip.bytes("avatar." + ending, rows.getBytes(2));
        }
      }
    }
  }
}
