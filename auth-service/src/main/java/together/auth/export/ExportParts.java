package together.auth.export;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import together.auth.seal.Seal;
import together.auth.token.TokenSettings;

/**
 * The bytes of zips, in the database: any process can build one and any can hand it out. Sealed,
 * for they are all that is known of a person in one place.
 */
@ApplicationScoped
class ExportParts {
  static final int BYTES = 1 << 18;

  private final AgroalDataSource dataSource;
  private final Seal seal;

  ExportParts(AgroalDataSource dataSource, TokenSettings tokens) throws GeneralSecurityException {
    this.dataSource = dataSource;
    seal = new Seal(tokens.keyEncryptionSecret(), "together exports v1");
  }

  void insert(Export export, int part, byte[] bytes) throws SQLException, GeneralSecurityException {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO export_parts (export_id, attempt, part, bytes) VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, export.id());
      insert.setInt(2, export.attempt());
      insert.setInt(3, part);
      insert.setBytes(4, seal.seal(owner(export, part), bytes));
      insert.executeUpdate();
    }
  }

  /** Empty behind the last one. */
  Optional<byte[]> read(Export export, int part) throws SQLException, GeneralSecurityException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT bytes FROM export_parts WHERE export_id = ? AND attempt = ? AND part = ?")) {
      select.setLong(1, export.id());
      select.setInt(2, export.attempt());
      select.setInt(3, part);
      try (var rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(seal.open(owner(export, part), rows.getBytes(1)))
            : Optional.empty();
      }
    }
  }

  /** What earlier attempts have left. */
  void deleteBefore(Export export) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete =
            connection.prepareStatement(
                "DELETE FROM export_parts WHERE export_id = ? AND attempt < ?")) {
      delete.setLong(1, export.id());
      delete.setInt(2, export.attempt());
      delete.executeUpdate();
    }
  }

  private static String owner(Export export, int part) {
    return export.id() + "/" + export.attempt() + "/" + part;
  }
}
