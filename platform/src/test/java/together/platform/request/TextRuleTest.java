package together.platform.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.platform.problem.ProblemException;

class TextRuleTest {
  private final TextRule rule = new TextRule("name", 1, 4);

  @Test
  void countsCodePointsWithoutTheBlanksAround() {
    assertEquals("🎉🎉🎉🎉", rule.check(" 🎉🎉🎉🎉\u2003"));
    assertEquals("a\nb", rule.check("a\nb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "abcde", "a\u0000b", "a\u001bb", "\ud83d", "\ude00"})
  void refusesWhatCannotBeStoredOrIsOutOfBounds(String text) {
    assertThrows(ProblemException.class, () -> rule.check(text));
  }

  @Test
  void nothingIsAllowedWhereItIsOptional() {
    assertNull(rule.checkOptional(null));
    assertNull(rule.checkOptional("  "));
    assertEquals("a", rule.checkOptional("a"));
    assertThrows(ProblemException.class, () -> rule.check(null));
  }
}
