package together.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 9457 {@code application/problem+json}, as every non-2xx answer has it. */
public record ProblemView(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<FieldError> errors,
    @Nullable String requestId) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemView of(
      ProblemType type, String detail, List<FieldError> errors, @Nullable String requestId) {
    return new ProblemView(
        "/problems/" + type.name(),
        type.title(),
        type.status(),
        detail,
        type.name(),
        errors,
        requestId);
  }
}
