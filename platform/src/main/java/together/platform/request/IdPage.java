package together.platform.request;

import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/**
 * A page of a list in ascending order of ids.
 *
 * @param after the page begins after this id
 * @param limit its most entries
 */
public record IdPage(long after, int limit) {
  private static final int DEFAULT_LIMIT = 50;

  /** From query parameters as they came; 422 when they are no page. */
  public static IdPage of(@Nullable String after, @Nullable String limit, int mostLimit) {
    return new IdPage(id(after), new NumberRule("limit", 1, mostLimit).parse(limit, DEFAULT_LIMIT));
  }

  private static long id(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("after", "WRONG_TYPE", "must be an id");
    }
  }
}
