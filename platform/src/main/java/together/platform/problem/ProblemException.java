package together.platform.problem;

import java.util.List;

/** The request ends with this problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient List<FieldError> errors;
  private final int retryAfter;

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
    this(type, detail, errors, 0);
  }

  private ProblemException(
      ProblemType type, String detail, List<FieldError> errors, int retryAfter) {
    // The stack is where the problem was found, which its code says already: none is kept.
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** 422 on one field. */
  public static ProblemException invalid(String field, String code, String detail) {
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, detail, List.of(new FieldError(field, code, detail)));
  }

  /** The same request may succeed after so many seconds, at least one. */
  public static ProblemException later(ProblemType type, String detail, int seconds) {
    return new ProblemException(type, detail, List.of(), Math.max(1, seconds));
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** Seconds; 0 when it is not known. */
  public int retryAfter() {
    return retryAfter;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
