package together.message.post;

import java.util.List;
import together.platform.problem.FieldError;

/** Text as people may send it. */
final class ClientText {
  private ClientText() {}

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
