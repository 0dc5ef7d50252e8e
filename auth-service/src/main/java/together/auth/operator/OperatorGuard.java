package together.auth.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/** Lets the operator in, and nobody else. */
@ApplicationScoped
class OperatorGuard {
  private static final String SCHEME = "Operator ";
  private static final int LEAST_LENGTH = 16;

  private final Optional<String> token;

  OperatorGuard(OperatorSettings settings) {
    token = settings.token().filter(configured -> !configured.isBlank());
    if (token.filter(configured -> configured.length() < LEAST_LENGTH).isPresent()) {
      throw new IllegalArgumentException(
          "together.operator.token is shorter than " + LEAST_LENGTH + " characters");
    }
  }

  /** Throws 404 when there are no operator routes, 401 when the header is not the operator's. */
  void require(@Nullable String authorization) {
    var expected =
        token.orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title()));
    var given =
        authorization != null && authorization.startsWith(SCHEME)
            ? authorization.substring(SCHEME.length())
            : "";
    if (!MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8))) {
      throw new ProblemException(
          AuthProblem.INVALID_OPERATOR_TOKEN, "send Authorization: Operator <token>");
    }
  }
}
