package together.gateway.edge;

import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/**
 * Cuts a raw request path into segments, and refuses every path that two servers could read
 * differently: what is matched here is what the service behind sees, byte for byte.
 */
final class PathSegments {
  private static final int MOST_CHARACTERS = 2048;

  /** RFC 3986's pchar, without the semicolon of matrix parameters. */
  private static final AsciiSet PLAIN = AsciiSet.lettersAndDigitsAnd("-._~!$&'()*+,=:@");

  private PathSegments() {}

  /** The path as it is matched and passed on: some clients write {@code @me} as {@code %40me}. */
  static String normal(String path) {
    return path.indexOf('%') < 0 ? path : path.replace("%40", "@");
  }

  /**
   * The segments, still percent-encoded.
   *
   * @throws ProblemException 400 for an empty or dot segment, a character outside RFC 3986, a
   *     matrix parameter, or an encoded slash, backslash, dot, control character, second encoding
   *     or overlong UTF-8
   */
  static String[] of(String path) {
    if (path.isEmpty() || path.charAt(0) != '/' || path.length() > MOST_CHARACTERS) {
      throw refused();
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        checkEncoded(path, i);
        i += 2;
      } else if (c != '/' && !PLAIN.has(c)) {
        throw refused();
      }
    }
    var segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean trailing = i == segments.length - 1;
      var segment = segments[i];
      if ((segment.isEmpty() && !trailing) || segment.equals(".") || segment.equals("..")) {
        throw refused();
      }
    }
    return segments;
  }

  /**
   * A query goes on as it came, so it must be one: nothing in it may end the request line.
   *
   * @throws ProblemException 400 for a space or a control character
   */
  static void checkQuery(@Nullable String query) {
    for (int i = 0; query != null && i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c == 0x7F) {
        throw new ProblemException(CommonProblem.BAD_REQUEST, "the query is not in its plain form");
      }
    }
  }

  private static void checkEncoded(String path, int at) {
    int decoded = decode(path, at);
    boolean encodedTwice = decoded == '%' && decodes(path, at + 3);
    boolean neverInUtf8 = decoded == 0xC0 || decoded == 0xC1 || decoded > 0xF4;
    if (decoded < ' '
        || decoded == 0x7F
        || decoded == '/'
        || decoded == '\\'
        || decoded == '.'
        || encodedTwice
        || neverInUtf8) {
      throw refused();
    }
  }

  private static boolean decodes(String path, int at) {
    return at + 1 < path.length()
        && Character.digit(path.charAt(at), 16) >= 0
        && Character.digit(path.charAt(at + 1), 16) >= 0;
  }

  private static int decode(String path, int at) {
    return decodes(path, at + 1) ? Integer.parseInt(path, at + 1, at + 3, 16) : -1;
  }

  private static ProblemException refused() {
    return new ProblemException(CommonProblem.BAD_REQUEST, "the path is not in its plain form");
  }
}
