package together.auth.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import together.auth.seal.Seal;
import together.auth.token.TokenSettings;
import together.auth.upkeep.Purge;

/**
 * Names of accounts that were erased: for some time nobody gets them, nor ones that look like them,
 * so that nobody is taken for who is gone. Only their HMACs are kept, under a key of the operator's
 * secret: whoever has the table alone cannot try names.
 */
@ApplicationScoped
public class RetiredNames implements Purge {
  private static final String HMAC = "HmacSHA256";

  private final AgroalDataSource dataSource;
  private final AccountSettings settings;
  private final Clock clock;
  private final SecretKey key;

  RetiredNames(
      AgroalDataSource dataSource, TokenSettings tokens, AccountSettings settings, Clock clock)
      throws GeneralSecurityException {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
    key = Seal.derive(tokens.keyEncryptionSecret(), "together retired names v1", HMAC);
  }

  boolean has(Username name) {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT 1 FROM retired_names WHERE name = ANY (?) AND until > ? LIMIT 1")) {
      select.setArray(1, connection.createArrayOf("bytea", marks(name.key())));
      select.setTimestamp(2, Timestamp.from(clock.instant()));
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look a retired name up", e);
    }
  }

  /** Before it is erased, within the transaction that does it. */
  public void retire(User user) throws SQLException {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO retired_names (name, until) SELECT name, ? FROM unnest(?::bytea[])"
                    + " AS mark (name) ON CONFLICT (name) DO UPDATE SET until = EXCLUDED.until")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant().plus(settings.nameKept())));
      insert.setArray(2, connection.createArrayOf("bytea", marks(user.usernameKey())));
      insert.executeUpdate();
    }
  }

  private byte[][] marks(String usernameKey) {
    return Stream.of("key|" + usernameKey, "skeleton|" + Lookalikes.skeleton(usernameKey))
        .map(this::mark)
        .toArray(byte[][]::new);
  }

  private byte[] mark(String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM retired_names WHERE name IN"
            + " (SELECT name FROM retired_names WHERE until < ? LIMIT ?)",
        now);
  }
}
