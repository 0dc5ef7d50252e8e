package together.platform.emoji;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnicodeEmojisTest {
  private final UnicodeEmojis emojis = new UnicodeEmojis();

  @Test
  void knowsTheWholeList() {
    assertEquals(3_655, emojis.size());
    for (var emoji : List.of("👍", "👍🏽", "🇨🇭", "👩‍👩‍👧‍👦", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿")) {
      assertEquals(Optional.of(emoji), emojis.qualified(emoji));
    }
  }

  @Test
  void aMissingSelectorIsAddedAndOneTooManyTaken() {
    assertEquals(Optional.of("❤\uFE0F"), emojis.qualified("❤"));
    assertEquals(Optional.of("👍"), emojis.qualified("👍\uFE0F"));
  }

  @Test
  void knowsNothingElse() {
    for (var text : List.of("", "a", "👍👍", "\uFE0F", "🇨", "👍 ", ":+1:", "1")) {
      assertEquals(Optional.empty(), emojis.qualified(text), text);
    }
  }
}
