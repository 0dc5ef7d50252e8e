package together.message.post;

import java.util.ArrayList;
import java.util.List;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

/** Text as people may send it. */
public final class ClientText {
  static final int MOST_CONTENT = 4_000;

  private ClientText() {}

  /** A message's content, when it may be one; else 422. */
  public static String content(String text) {
    var errors = new ArrayList<FieldError>();
    check("content", text, MOST_CONTENT, errors);
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return text;
  }

  /** 422, of at least one wrong field. */
  static ProblemException refusal(List<FieldError> errors) {
    var first = errors.getFirst();
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, first.field() + " " + first.detail(), errors);
  }

  /** Adds what is wrong with a text that has to say something. */
  static void check(String field, String text, int mostCodePoints, List<FieldError> errors) {
    if (text.codePoints().allMatch(ClientText::isInvisible)) {
      errors.add(new FieldError(field, "NOT_BLANK", "is blank"));
    } else if (text.codePointCount(0, text.length()) > mostCodePoints) {
      errors.add(
          new FieldError(field, "TOO_LONG", "has more than " + mostCodePoints + " characters"));
    } else if (text.codePoints().anyMatch(ClientText::isUnstorable)) {
      errors.add(new FieldError(field, "INVALID_TEXT", "has a NUL or half a surrogate pair"));
    }
  }

  /** NUL has no place in PostgreSQL's text, a lone surrogate none in UTF-8. */
  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isInvisible(int codePoint) {
    return codePoint != 0
        && (Character.isWhitespace(codePoint)
            || Character.isSpaceChar(codePoint)
            || Character.getType(codePoint) == Character.FORMAT
            || Character.getType(codePoint) == Character.CONTROL);
  }
}
