package together.auth.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import together.auth.account.UserView;
import together.auth.token.AccessToken;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemType;
import together.platform.problem.ProblemView;

/**
 * What became of one name: an account with a token, or a problem.
 *
 * @param username as it was asked for
 * @param expiresIn seconds until the access token expires
 */
public record BulkAccountView(
    String username,
    @Nullable UserView user,
    @Nullable String accessToken,
    @Nullable Integer expiresIn,
    @Nullable ProblemView problem) {
  static BulkAccountView of(UserView user, AccessToken token) {
    return new BulkAccountView(user.username(), user, token.value(), token.expiresIn(), null);
  }

  static BulkAccountView refused(ProblemType problem, String detail, List<FieldError> errors) {
    return new BulkAccountView("", null, null, null, ProblemView.of(problem, detail, errors, null));
  }

  BulkAccountView withUsername(String asked) {
    return new BulkAccountView(asked, user, accessToken, expiresIn, problem);
  }
}
