package together.platform.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import together.platform.problem.ProblemException;

class IdPageTest {
  @Test
  void beginsAtTheBeginningWithFifty() {
    assertEquals(new IdPage(0, 50), IdPage.of(null, null, 100));
    assertEquals(new IdPage(7, 100), IdPage.of("7", "100", 100));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-,0", "-,101", "-,ten", "x,-", "1.5,-", "99999999999999999999,-"})
  void refusesWhatIsNoPage(@Nullable String after, @Nullable String limit) {
    assertThrows(ProblemException.class, () -> IdPage.of(after, limit, 100));
  }
}
