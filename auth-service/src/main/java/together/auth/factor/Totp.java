package together.auth.factor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, 30
 * seconds, 6 digits (RFC 4226, 5.3). A code of the step before or after is taken too (RFC 6238,
 * 5.2).
 */
final class Totp {
  static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private Totp() {}

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step, six digits. */
  static String code(byte[] secret, long step) {
    return "%06d".formatted(truncated(secret, step) % MODULUS);
  }

  /**
   * The step that a code is of, when it is a good one: newer than the last one used, and at most
   * one away from now. Takes the same time for each code.
   */
  static OptionalLong match(byte[] secret, String code, Instant now, long lastStep) {
    long present = step(now);
    long found = -1;
    for (long step = present - 1; step <= present + 1; step++) {
      boolean equal = java.security.MessageDigest.isEqual(bytes(code), bytes(code(secret, step)));
      if (equal && step > lastStep) {
        found = Math.max(found, step);
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /**
   * RFC 4226, 5.3: four bytes of the HMAC, from where its last half byte says, without the sign.
   */
  static int truncated(byte[] secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      return ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
    }
  }

  private static byte[] bytes(String code) {
    return code.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
