package together.platform.problem;

import java.lang.annotation.Annotation;
import java.util.Locale;

/** Java names as clients know them. */
final class FieldNames {
  private FieldNames() {}

  /** {@code maxUses} to {@code max_uses}. */
  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** The code of a constraint: {@code @NotBlank} to {@code NOT_BLANK}. */
  static String code(Annotation constraint) {
    return snakeCase(constraint.annotationType().getSimpleName()).toUpperCase(Locale.ROOT);
  }
}
