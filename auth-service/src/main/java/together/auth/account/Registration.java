package together.auth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.auth.password.PasswordRules;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

/** A {@link RegisterRequest} whose fields are all as they may be. */
public record Registration(Username name, String password, @Nullable EmailAddress email) {
  /** Throws 422 with all fields that are wrong. */
  public static Registration of(RegisterRequest request) {
    var errors = new ArrayList<FieldError>();
    var name = Username.of(text(request.username()));
    wrongName(name).ifPresent(errors::add);
    var password = text(request.password());
    PasswordRules.wrong("password", password, name.map(Username::key).orElse(null))
        .ifPresent(errors::add);
    var email = Optional.ofNullable(request.email()).flatMap(EmailAddress::of);
    if (request.email() != null && email.isEmpty()) {
      errors.add(new FieldError("email", "INVALID_EMAIL", "is no e-mail address"));
    }
    if (name.isEmpty() || !errors.isEmpty()) {
      throw refused(errors);
    }
    return new Registration(name.get(), password, email.orElse(null));
  }

  private static Optional<FieldError> wrongName(Optional<Username> name) {
    if (name.isEmpty()) {
      return wrongName("INVALID_USERNAME", "must be 3 to 32 letters, digits, '_' or '.'");
    }
    if (Lookalikes.deceives(name.get())) {
      return wrongName("CONFUSING_USERNAME", "mixes scripts or has characters unusual in names");
    }
    if (Lookalikes.isReserved(name.get())) {
      return wrongName("RESERVED_USERNAME", "is nobody's to have");
    }
    return Optional.empty();
  }

  private static Optional<FieldError> wrongName(String code, String detail) {
    return Optional.of(new FieldError("username", code, detail));
  }

  private static ProblemException refused(List<FieldError> errors) {
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, "some fields have values they may not have", errors);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
