package together.gateway.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One id names a request in the answer, in every log and in what services are asked for it. */
public final class RequestIds {
  public static final String HEADER = "X-Request-Id";
  private static final int MOST_CHARACTERS = 64;
  private static final HexFormat HEX = HexFormat.of();

  private RequestIds() {}

  /** The client's own id when it is 1 to 64 of {@code A-Za-z0-9._-}, else a new one. */
  public static String accept(@Nullable String given) {
    return given != null && isWellFormed(given) ? given : create();
  }

  private static boolean isWellFormed(String id) {
    if (id.isEmpty() || id.length() > MOST_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_'
              || c == '-';
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static String create() {
    // Not a secret, so the fast source of random numbers will do.
    var random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }
}
