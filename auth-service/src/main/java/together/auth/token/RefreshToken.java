package together.auth.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An opaque refresh token: 256 random bits, stored only as its hash. */
@SuppressWarnings("ArrayRecordComponent") // never compared: the database finds it by its hash
record RefreshToken(byte[] secret) {
  private static final int BYTES = 32;
  private static final int TEXT_LENGTH = 43;
  private static final SecureRandom RANDOM = new SecureRandom();

  static RefreshToken random() {
    var secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new RefreshToken(secret);
  }

  /** The token as its holder sends it, or empty when it cannot be one. */
  static Optional<RefreshToken> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RefreshToken(Base64.getUrlDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What is stored. SHA-256 is enough: nobody can guess 256 random bits. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Seals another token under this one, or opens it again: a one-time pad that only the holder of
   * this token can compute, so the stored form tells nothing.
   */
  byte[] sealOrOpen(byte[] other) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      var result = mac.doFinal("successor".getBytes(US_ASCII));
      for (int i = 0; i < BYTES; i++) {
        result[i] ^= other[i];
      }
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** Never the token: it must not get into a log. */
  @Override
  public String toString() {
    return "RefreshToken";
  }
}
