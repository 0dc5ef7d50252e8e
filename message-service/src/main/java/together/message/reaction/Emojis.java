package together.message.reaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import together.platform.problem.ProblemException;

/**
 * The emojis of Unicode's list (UTS #51, emoji-test.txt), each also as people send it without the
 * variation selectors that ask for its coloured form.
 */
@ApplicationScoped
class Emojis {
  private static final String LIST = "emoji.txt";
  private static final String SELECTOR = "\uFE0F";

  private final Map<String, String> qualified = new HashMap<>();

  Emojis() {
    try (var list = Emojis.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException(LIST + " is missing");
      }
      new String(list.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String emoji) {
    qualified.put(emoji, emoji);
    qualified.putIfAbsent(emoji.replace(SELECTOR, ""), emoji);
  }

  /** What is named: of Unicode's list, or a server's {@code name:id}; 422 when it is neither. */
  Emoji known(String emoji) {
    var found = qualified.get(emoji);
    if (found == null) {
      found = qualified.get(emoji.replace(SELECTOR, ""));
    }
    return found == null
        ? Emoji.Custom.parse(emoji).orElseThrow(Emojis::unknown)
        : new Emoji.Unicode(found);
  }

  static ProblemException unknown() {
    return ProblemException.invalid("emoji", "UNKNOWN_EMOJI", "emoji is none that is known here");
  }

  int size() {
    return Math.toIntExact(qualified.values().stream().distinct().count());
  }
}
