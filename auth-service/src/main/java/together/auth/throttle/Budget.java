package together.auth.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What wrong guesses count against.
 *
 * @param kind keeps budgets of different kinds of guesses apart
 * @param subject whose it is
 * @param free wrong guesses before the pauses begin
 * @param own whether one right guess clears it; else it only takes back itself
 */
public record Budget(String kind, String subject, int free, boolean own) {
  byte[] key() {
    try {
      return MessageDigest.getInstance("SHA-256").digest((kind + "|" + subject).getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
