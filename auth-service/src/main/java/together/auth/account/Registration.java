package together.auth.account;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

/** A {@link RegisterRequest} whose fields are all as they may be. */
public record Registration(Username name, String password, @Nullable String email) {
  private static final int LEAST_PASSWORD = 8;
  private static final int MOST_PASSWORD = 128;
  private static final int MOST_EMAIL = 254;

  // Whether there is a mailbox, only a mail tells; this keeps out what can be none.
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{C}]{1,64}@[^\\s@\\p{C}]+\\.[^\\s@.\\p{C}]+");

  /** Throws 422 with all fields that are wrong. */
  public static Registration of(RegisterRequest request) {
    var errors = new ArrayList<FieldError>();
    var name = Username.of(text(request.username()));
    if (name.isEmpty()) {
      errors.add(
          new FieldError(
              "username", "INVALID_USERNAME", "must be 3 to 32 letters, digits, '_' or '.'"));
    }
    var password = text(request.password());
    int length = password.codePointCount(0, password.length());
    if (length < LEAST_PASSWORD || length > MOST_PASSWORD) {
      errors.add(new FieldError("password", "INVALID_LENGTH", "must have 8 to 128 characters"));
    }
    var email = request.email();
    if (email != null && (email.length() > MOST_EMAIL || !EMAIL.matcher(email).matches())) {
      errors.add(new FieldError("email", "INVALID_EMAIL", "is no e-mail address"));
    }
    if (name.isEmpty() || !errors.isEmpty()) {
      throw refused(errors);
    }
    return new Registration(name.get(), password, email == null ? null : normal(email));
  }

  private static ProblemException refused(List<FieldError> errors) {
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, "some fields have values they may not have", errors);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String normal(String email) {
    return Normalizer.normalize(email, Normalizer.Form.NFC);
  }
}
