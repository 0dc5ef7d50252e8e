package together.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Opaque tokens of 256 random bits, of which only the hash is stored. */
public final class Opaque {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Opaque() {}

  /** 43 characters, base64url. */
  public static String random() {
    var secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What is stored. SHA-256 is enough: nobody can guess 256 random bits. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
