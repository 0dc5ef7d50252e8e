package together.platform.emoji;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The emojis of Unicode's list (UTS #51, emoji-test.txt), each also as people send it without the
 * variation selectors that ask for its coloured form.
 */
@ApplicationScoped
public class UnicodeEmojis {
  private static final String LIST = "emoji.txt";
  private static final String SELECTOR = "\uFE0F";

  private final Map<String, String> qualified = new HashMap<>();

  public UnicodeEmojis() {
    try (var list = UnicodeEmojis.class.getResourceAsStream(LIST)) {
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

  /** The emoji fully qualified; empty when the text is none of the list. */
  public Optional<String> qualified(String text) {
    var found = qualified.get(text);
    return Optional.ofNullable(found == null ? qualified.get(text.replace(SELECTOR, "")) : found);
  }

  public int size() {
    return Math.toIntExact(qualified.values().stream().distinct().count());
  }
}
