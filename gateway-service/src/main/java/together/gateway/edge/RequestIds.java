package together.gateway.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One id names a request in the answer, in every log and in what services are asked for it. */
public final class RequestIds {
  public static final String HEADER = "X-Request-Id";
  private static final int MOST_CHARACTERS = 64;
  private static final AsciiSet PLAIN = AsciiSet.lettersAndDigitsAnd("._-");
  private static final HexFormat HEX = HexFormat.of();

  private RequestIds() {}

  /** The client's own id when it is 1 to 64 of {@code A-Za-z0-9._-}, else a new one. */
  public static String accept(@Nullable String given) {
    return given != null && isWellFormed(given) ? given : create();
  }

  private static boolean isWellFormed(String id) {
    return !id.isEmpty() && id.length() <= MOST_CHARACTERS && PLAIN.hasAll(id);
  }

  private static String create() {
    // Not a secret, so the fast source of random numbers will do.
    var random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }
}
