package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "A_b.9", "Jürgen", "мария", "田中太郎", "12345678901234567890123456789012"})
  void takesLettersDigitsUnderscoreAndDot(String written) {
    assertEquals(written, Username.of(written).orElseThrow().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "123456789012345678901234567890123",
        "a b",
        "a-b-c",
        "abc\u0000",
        "abc\u202Edef",
        "a\u200Bbc",
        "abc\n",
        "\u0301abc",
        "\u3164\u3164\u3164",
        "ab\uFE0Fc",
        "ab\uD800c",
        "<b>",
        "abc😀"
      })
  void refusesAllElse(String written) {
    assertTrue(Username.of(written).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "Alice, aLICE",
    "ﬁnn, finn",
    "Ａｌｉｃｅ, alice",
    "straße, STRASSE",
    "ΣΊΣΥΦΟΣ, σίσυφος",
    "Ju\u0308rgen, JÜRGEN"
  })
  void isOneNameWhateverItsCaseAndForm(String one, String other) {
    assertEquals(Username.of(one).orElseThrow().key(), Username.of(other).orElseThrow().key());
  }

  @Test
  void doesNotNormaliseWhatIsFarTooLong() {
    assertTrue(Username.of("\uFDFA".repeat(1_000_000)).isEmpty());
  }
}
