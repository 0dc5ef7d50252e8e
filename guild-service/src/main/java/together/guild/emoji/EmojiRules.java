package together.guild.emoji;

import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** What an emoji may be called, and how its image comes. */
final class EmojiRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{2,32}");

  /** The media type is not looked at: the first bytes say what it is. */
  private static final Pattern DATA_URI = Pattern.compile("data:[\\w/+.-]*;base64,");

  private static final int MOST_BYTES = 256 << 10;

  private EmojiRules() {}

  static String name(@Nullable String name) {
    if (name == null) {
      throw ProblemException.invalid("name", "NOT_NULL", "must be given");
    }
    if (!NAME.matcher(name).matches()) {
      throw ProblemException.invalid(
          "name", "PATTERN", "must have 2 to 32 letters, digits or underscores");
    }
    return name;
  }

  static byte[] image(@Nullable String uri) {
    if (uri == null) {
      throw ProblemException.invalid("image", "NOT_NULL", "must be given");
    }
    var start = DATA_URI.matcher(uri);
    if (!start.lookingAt()) {
      throw ProblemException.invalid("image", "PATTERN", "must be a data URI in base64");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(uri.substring(start.end()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("image", "PATTERN", "must be a data URI in base64");
    }
    if (bytes.length > MOST_BYTES) {
      throw ProblemException.invalid("image", "SIZE", "must have at most 256 KiB");
    }
    return bytes;
  }
}
