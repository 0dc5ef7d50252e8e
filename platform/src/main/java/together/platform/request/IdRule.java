package together.platform.request;

import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** A query parameter that names something by its id. */
public record IdRule(String field) {
  /** The id, null when it is not given; 422 when it is none. */
  public @Nullable Long parse(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(field, "WRONG_TYPE", "must be an id");
    }
  }
}
