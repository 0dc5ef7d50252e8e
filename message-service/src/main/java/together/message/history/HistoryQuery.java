package together.message.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

/**
 * Which page of a channel.
 *
 * @param id what the direction is relative to; it need not exist
 */
record HistoryQuery(Direction direction, long id, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100;

  /** Where the page lies. */
  enum Direction {
    /** The newest messages older than the id. */
    BEFORE,
    /** The oldest messages newer than the id. */
    AFTER,
    /** Half of the page older than the id, the rest the id itself and newer. */
    AROUND
  }

  /** From query parameters; none of the three is the newest page. 422 names each wrong one. */
  static HistoryQuery of(
      @Nullable String before,
      @Nullable String after,
      @Nullable String around,
      @Nullable String limit) {
    var errors = new ArrayList<FieldError>();
    var places = new ArrayList<HistoryQuery>();
    int size = limit(limit, errors);
    place(Direction.BEFORE, "before", before, size, places, errors);
    place(Direction.AFTER, "after", after, size, places, errors);
    place(Direction.AROUND, "around", around, size, places, errors);
    if (places.size() > 1) {
      errors.add(
          new FieldError("before", "EXCLUSIVE", "only one of before, after, around may be given"));
    }
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw new ProblemException(
          CommonProblem.VALIDATION_FAILED, first.field() + ": " + first.detail(), errors);
    }
    return places.isEmpty()
        ? new HistoryQuery(Direction.BEFORE, Long.MAX_VALUE, size)
        : places.getFirst();
  }

  private static void place(
      Direction direction,
      String name,
      @Nullable String text,
      int limit,
      List<HistoryQuery> places,
      List<FieldError> errors) {
    if (text != null) {
      try {
        places.add(new HistoryQuery(direction, Long.parseLong(text), limit));
      } catch (NumberFormatException e) {
        errors.add(new FieldError(name, "NOT_AN_ID", "is no id"));
      }
    }
  }

  private static int limit(@Nullable String text, List<FieldError> errors) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    errors.add(new FieldError("limit", "OUT_OF_RANGE", "is no number from 1 to " + MOST));
    return DEFAULT_LIMIT;
  }
}
