package together.platform.request;

import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** The range of a number in a field or query parameter. */
public record NumberRule(String field, int least, int most) {
  /** The number, or {@code absent} when it is not given; 422 when out of range. */
  public int check(@Nullable Integer number, int absent) {
    if (number == null) {
      return absent;
    }
    if (number < least || number > most) {
      throw ProblemException.invalid(field, "RANGE", "must be " + least + " to " + most);
    }
    return number;
  }

  /** The same for a query parameter's text; 422 when it is no number. */
  public int parse(@Nullable String text, int absent) {
    try {
      return check(text == null ? null : Integer.valueOf(text), absent);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(field, "WRONG_TYPE", "must be a number");
    }
  }
}
