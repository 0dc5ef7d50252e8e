package together.message.reaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import together.platform.emoji.UnicodeEmojis;
import together.platform.problem.ProblemException;

class EmojisTest {
  private final Emojis emojis = new Emojis(new UnicodeEmojis());

  @Test
  void knowsUnicodesList() {
    for (var emoji : List.of("👍", "👍🏽", "🇨🇭", "👩‍👩‍👧‍👦", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿")) {
      assertEquals(new Emoji.Unicode(emoji), emojis.known(emoji));
    }
  }

  @Test
  void aMissingSelectorIsAdded() {
    assertEquals(new Emoji.Unicode("❤\uFE0F"), emojis.known("❤"));
    assertEquals(new Emoji.Unicode("👍"), emojis.known("👍\uFE0F"));
    assertEquals(new Emoji.Unicode("🏳\uFE0F\u200D🌈"), emojis.known("🏳\u200D🌈"));
  }

  @Test
  void aServersOwnIsKnownByItsId() {
    var wave = new Emoji.Custom("wave", 12);
    assertEquals(wave, emojis.known("wave:12"));
    assertEquals("wave:12", wave.among(List.of("👍", "wave:1", "wave:212")));
    assertEquals("hello:12", wave.among(List.of("👍", "hello:12")));
  }

  @Test
  void refusesWhatIsNotInIt() {
    for (var text :
        List.of(
            "",
            "a",
            "👍👍",
            "\uFE0F",
            "🇨",
            "👍 ",
            ":+1:",
            "w:12",
            "wave:",
            "wave:1x",
            "wave:99999999999999999999",
            "wave:9999999999999999999",
            "<:wave:12>")) {
      assertThrows(ProblemException.class, () -> emojis.known(text), text);
    }
  }
}
