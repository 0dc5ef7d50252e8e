package together.message.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.message.history.HistoryQuery.Direction;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

class HistoryQueryTest {
  private static List<String> errorsOf(
      @Nullable String before,
      @Nullable String after,
      @Nullable String around,
      @Nullable String limit) {
    return assertThrows(ProblemException.class, () -> HistoryQuery.of(before, after, around, limit))
        .errors()
        .stream()
        .map(FieldError::code)
        .toList();
  }

  @Test
  void theNewestPageIsTheDefault() {
    assertEquals(
        new HistoryQuery(Direction.BEFORE, Long.MAX_VALUE, 50),
        HistoryQuery.of(null, null, null, null));
  }

  @Test
  void takesOneOfThree() {
    assertEquals(new HistoryQuery(Direction.BEFORE, 5, 1), HistoryQuery.of("5", null, null, "1"));
    assertEquals(
        new HistoryQuery(Direction.AFTER, 0, 100), HistoryQuery.of(null, "0", null, "100"));
    assertEquals(new HistoryQuery(Direction.AROUND, 7, 50), HistoryQuery.of(null, null, "7", null));
    assertEquals(List.of("EXCLUSIVE"), errorsOf("1", "2", null, null));
    assertEquals(List.of("EXCLUSIVE"), errorsOf("1", "2", "3", null));
  }

  @Test
  void refusesWhatIsNoNumberOrOutOfRange() {
    for (var limit : List.of("0", "101", "-1", "ten", "", "99999999999")) {
      assertEquals(List.of("OUT_OF_RANGE"), errorsOf(null, null, null, limit));
    }
    for (var id : List.of("x", "", "9223372036854775808", "1.0")) {
      assertEquals(List.of("NOT_AN_ID"), errorsOf(id, null, null, null));
    }
    assertEquals(List.of("OUT_OF_RANGE", "NOT_AN_ID"), errorsOf(null, "x", null, "0"));
  }
}
