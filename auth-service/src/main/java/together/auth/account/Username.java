package together.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name somebody may have: 3 to 32 letters, digits, {@code _} or {@code .}, in NFKC.
 *
 * @param text as shown
 * @param key what is unique: without regard to case, and to forms that Unicode calls compatible
 */
public record Username(String text, String key) {
  /** Letters, with the marks that some scripts write them with, but none that nobody can see. */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "(?!\\p{M})[\\p{L}\\p{M}\\p{Nd}_.&&[^\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
              + "\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]]{3,32}");

  /** The name in its normal form, or empty when it is none. */
  public static Optional<Username> of(String written) {
    // NFKC can make one code point eighteen, so what is far too long is not even normalised.
    if (written.length() > 4 * 32) {
      return Optional.empty();
    }
    var text = Normalizer.normalize(written, Normalizer.Form.NFKC);
    if (!ALLOWED.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Username(text, key(text)));
  }

  private static String key(String text) {
    // Upper and then lower case comes near to Unicode's case folding: "ß" and "SS", "ς" and "σ" are
    // one.
    var folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }
}
