package together.auth.token;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Signing keys in the database, the private halves sealed. Writes happen within the caller's
 * transaction.
 */
@ApplicationScoped
class SigningKeyRepository {
  private static final int KEY_BITS = 2048;

  private final AgroalDataSource dataSource;
  private final KeyEncryption encryption;

  SigningKeyRepository(AgroalDataSource dataSource, KeyEncryption encryption) {
    this.dataSource = dataSource;
    this.encryption = encryption;
  }

  /** Oldest first. */
  List<SigningKey> findAll() throws SQLException, GeneralSecurityException {
    var keys = new ArrayList<SigningKey>();
    try (var connection = dataSource.getConnection();
        var statement =
            connection.prepareStatement("SELECT * FROM signing_keys ORDER BY signs_from, kid");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(key(rows));
      }
    }
    return keys;
  }

  /** Until the end of the transaction no other replica changes the keys. */
  void lock() throws SQLException {
    update("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.signing_keys'), 0)");
  }

  /** Makes a key that signs from then on. */
  void create(Instant now, Instant signsFrom) throws SQLException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    var pair = generator.generateKeyPair();
    var id = UUID.randomUUID().toString();
    update(
        "INSERT INTO signing_keys (kid, public_key, private_key, created_at, signs_from) VALUES (?, ?, ?, ?, ?)",
        id,
        pair.getPublic().getEncoded(),
        encryption.seal(id, pair.getPrivate().getEncoded()),
        Timestamp.from(now),
        Timestamp.from(signsFrom));
  }

  /** The keys there are retire at that moment, if not before. */
  void retire(Instant at) throws SQLException {
    update("UPDATE signing_keys SET retires_at = ? WHERE retires_at IS NULL", Timestamp.from(at));
  }

  void deleteRetired(Instant now) throws SQLException {
    update("DELETE FROM signing_keys WHERE retires_at <= ?", Timestamp.from(now));
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private SigningKey key(ResultSet row) throws SQLException, GeneralSecurityException {
    var id = row.getString("kid");
    var factory = KeyFactory.getInstance("RSA");
    var sealed = row.getBytes("private_key");
    var retires = row.getTimestamp("retires_at");
    return new SigningKey(
        id,
        (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
        (RSAPrivateKey)
            factory.generatePrivate(new PKCS8EncodedKeySpec(encryption.open(id, sealed))),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("signs_from").toInstant(),
        retires == null ? null : retires.toInstant());
  }
}
