package together.auth.factor;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import together.auth.seal.Opaque;

/**
 * A code that stands for the second factor once: 120 random bits, written {@code
 * abcdef-ghijkl-mnopqr-stuvwx}. Nobody guesses that many, so a plain hash is enough (ASVS 6.5.2
 * asks for 112).
 */
record RecoveryCode(String text) {
  private static final int BYTES = 15;
  private static final Pattern FORMAT = Pattern.compile("[a-z2-7]{6}(-[a-z2-7]{6}){3}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static RecoveryCode random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var letters = Base32.encode(bytes).toLowerCase(Locale.ROOT);
    return new RecoveryCode(letters.replaceAll("(.{6})(?!$)", "$1-"));
  }

  static boolean isOne(String text) {
    return FORMAT.matcher(text).matches();
  }

  byte[] hash() {
    return Opaque.hash(text);
  }

  /** Never the code: it must not get into a log. */
  @Override
  public String toString() {
    return "RecoveryCode";
  }
}
