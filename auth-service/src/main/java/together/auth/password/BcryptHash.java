package together.auth.password;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A bcrypt hash that was imported from elsewhere ({@code $2a$}, {@code $2b$} or {@code $2y$}, cost
 * 4 to 14). It is checked, never made: the next login replaces it.
 */
record BcryptHash(String text) implements StoredHash {
  private static final Pattern FORMAT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

  /** All that bcrypt looks at. */
  private static final int MOST_BYTES = 72;

  static boolean isOne(String stored) {
    return FORMAT.matcher(stored).matches();
  }

  @Override
  public boolean matches(String password) {
    var bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return OpenBSDBCrypt.checkPassword(
        text, bytes.length <= MOST_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MOST_BYTES));
  }

  @Override
  public boolean isWorth(PasswordHash.Cost cost) {
    return false;
  }
}
