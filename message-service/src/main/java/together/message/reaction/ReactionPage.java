package together.message.reaction;

import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/**
 * Which of those who set a reaction.
 *
 * @param after only users with greater ids
 * @param limit 1..100
 */
record ReactionPage(long after, int limit) {
  private static final int DEFAULT = 50;
  private static final int MOST = 100;

  /** From query parameters; 422 names a wrong one. */
  static ReactionPage of(@Nullable String after, @Nullable String limit) {
    long size = number("limit", limit, DEFAULT);
    if (size < 1 || size > MOST) {
      throw ProblemException.invalid("limit", "OUT_OF_RANGE", "limit is no number from 1 to 100");
    }
    return new ReactionPage(number("after", after, 0), (int) size);
  }

  private static long number(String name, @Nullable String text, long absent) {
    try {
      return text == null ? absent : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(name, "NOT_A_NUMBER", name + " is no number");
    }
  }
}
