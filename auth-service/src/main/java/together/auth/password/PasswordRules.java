package together.auth.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.platform.problem.FieldError;

/**
 * What a new password must be (NIST SP 800-63B, 3.1.1.2): 8 to 128 characters of any kind, none of
 * those everybody tries first, and not made of the user's or the product's name. Nothing is asked
 * of its composition, and it never has to be changed for its age.
 */
public final class PasswordRules {
  private static final int LEAST = 8;
  private static final int MOST = 128;

  /** Words that are easy to guess here: a password is more than one of them. */
  private static final Set<String> OF_THIS_PLACE =
      Set.of("together", "togetherchat", "togetherapp", "chatchat", "discordapp", "letstogether");

  private PasswordRules() {}

  /** Whether it can be anybody's password: what is longer is not even hashed. */
  public static boolean isPossible(String password) {
    return password.length() <= 2 * MOST && password.codePointCount(0, password.length()) <= MOST;
  }

  /**
   * Why the password is refused, or empty.
   *
   * @param field name of the request's field
   * @param username in its unique form; null when there is none
   */
  public static Optional<FieldError> wrong(
      String field, String password, @Nullable String username) {
    if (!isPossible(password) || password.codePointCount(0, password.length()) < LEAST) {
      return Optional.of(new FieldError(field, "INVALID_LENGTH", "must have 8 to 128 characters"));
    }
    var folded = folded(password);
    if (CommonPasswords.contain(folded) || OF_THIS_PLACE.contains(letters(folded))) {
      return Optional.of(
          new FieldError(field, "COMMON_PASSWORD", "is one of those that are tried first"));
    }
    if (username != null && folded.contains(username)) {
      return Optional.of(new FieldError(field, "CONTAINS_USERNAME", "contains the username"));
    }
    return Optional.empty();
  }

  private static String folded(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}]", "");
  }
}
