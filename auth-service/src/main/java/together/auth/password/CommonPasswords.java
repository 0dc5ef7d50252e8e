package together.auth.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords that are tried first: the 30,000 most common ones of the leaks that zxcvbn was made
 * from (Dan Wheeler, USENIX Security 2016), as the artifact {@code com.nulab-inc:zxcvbn} (MIT
 * licence) has them; those that are long enough to be a password here.
 */
final class CommonPasswords {
  private static final int LEAST = 8;
  private static final Set<String> ALL = read();

  private CommonPasswords() {}

  /**
   * @param folded in lower case
   */
  static boolean contain(String folded) {
    return ALL.contains(folded);
  }

  static int count() {
    return ALL.size();
  }

  private static Set<String> read() {
    try {
      return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
          .filter(password -> password.length() >= LEAST)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("the list of common passwords cannot be read", e);
    }
  }
}
