package together.message.attachment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** File names as they may be kept, told and written into a header. */
final class Filenames {
  private static final int MOST_CODE_POINTS = 100;
  private static final int MOST_EXTENSION = 16;
  private static final String NAMELESS = "file";

  /** Names that mean a device on Windows, with whatever extension. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private Filenames() {}

  /**
   * A client's name for a file without its folders, without what steers a terminal, a file system
   * or the direction of a text, in Unicode's composed form (NFC), at most 100 code points; the
   * extension is kept.
   */
  static String safe(@Nullable String name) {
    if (name == null) {
      return NAMELESS;
    }
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var kept = new StringBuilder();
    Normalizer.normalize(last, Normalizer.Form.NFC)
        .codePoints()
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .filter(Filenames::isHarmless)
        .forEach(kept::appendCodePoint);
    var trimmed = shorten(kept.toString().strip().replaceAll("^\\.+|[. ]+$", ""));
    if (trimmed.isEmpty()) {
      return NAMELESS;
    }
    return isDevice(trimmed) ? "_" + trimmed : trimmed;
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> "<>:\"|?*".indexOf(point) < 0;
    };
  }

  private static String shorten(String name) {
    int length = name.codePointCount(0, name.length());
    if (length <= MOST_CODE_POINTS) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    var extension = dot > 0 && name.length() - dot <= MOST_EXTENSION ? name.substring(dot) : "";
    int room = MOST_CODE_POINTS - extension.codePointCount(0, extension.length());
    return name.substring(0, name.offsetByCodePoints(0, room)) + extension;
  }

  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    var stem = (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]");
  }

  /** A name as one segment of a URL's path, or as RFC 8187 wants it in a header. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
