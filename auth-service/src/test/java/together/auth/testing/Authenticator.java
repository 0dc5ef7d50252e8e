package together.auth.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: TOTP (RFC 6238), written apart from the service's. */
public record Authenticator(String secret) {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  /** The code of so many steps from now. */
  public String code(int steps) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(), "RAW"));
      long step = Clock.systemUTC().instant().getEpochSecond() / 30 + steps;
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      var number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes() {
    var bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
    int bits = 0;
    long buffer = 0;
    for (char letter : secret.toLowerCase(Locale.ROOT).toCharArray()) {
      buffer = buffer << 5 | ALPHABET.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
