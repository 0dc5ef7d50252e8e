package together.platform.request;

import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/**
 * What a text field may hold: this many code points, blanks at its ends not counted and not kept.
 */
public record TextRule(String field, int least, int most) {
  /** The text to store; 422 when it is missing or not allowed. */
  public String check(@Nullable String text) {
    if (text == null) {
      throw ProblemException.invalid(field, "NOT_NULL", "must be given");
    }
    var stripped = text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < least || length > most) {
      throw ProblemException.invalid(
          field, "SIZE", "must have " + least + " to " + most + " characters");
    }
    if (stripped.codePoints().anyMatch(TextRule::isForbidden)) {
      throw ProblemException.invalid(field, "CHARACTERS", "must not hold control characters");
    }
    return stripped;
  }

  /** The text to store, null (nothing) allowed; blank is nothing. */
  public @Nullable String checkOptional(@Nullable String text) {
    return text == null || text.isBlank() ? null : check(text);
  }

  /** Control characters but line breaks and tabs; half a surrogate pair, which is no character. */
  private static boolean isForbidden(int character) {
    boolean halfAPair =
        character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return halfAPair
        || (Character.isISOControl(character) && character != '\n' && character != '\t');
  }
}
