package together.message.reaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;

class EmojisTest {
  private final Emojis emojis = new Emojis();

  @Test
  void knowsUnicodesList() {
    assertEquals(3_655, emojis.size());
    for (var emoji : List.of("👍", "👍🏽", "🇨🇭", "👩‍👩‍👧‍👦", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿")) {
      assertEquals(emoji, emojis.known(emoji));
    }
  }

  @Test
  void aMissingSelectorIsAdded() {
    assertEquals("❤\uFE0F", emojis.known("❤"));
    assertEquals("👍", emojis.known("👍\uFE0F"));
    assertEquals("🏳\uFE0F\u200D🌈", emojis.known("🏳\u200D🌈"));
  }

  @Test
  void refusesWhatIsNotInIt() {
    for (var text : List.of("", "a", "👍👍", "\uFE0F", "🇨", "👍 ", ":+1:", "wave:12")) {
      assertThrows(ProblemException.class, () -> emojis.known(text), text);
    }
  }
}
