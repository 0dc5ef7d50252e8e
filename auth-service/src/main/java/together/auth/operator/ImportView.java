package together.auth.operator;

import org.jspecify.annotations.Nullable;
import together.auth.account.UserView;
import together.platform.problem.ProblemException;
import together.platform.problem.ProblemView;

/**
 * What became of one account: it exists now, or a problem.
 *
 * @param username as it was asked for
 */
public record ImportView(String username, @Nullable UserView user, @Nullable ProblemView problem) {
  static ImportView refused(String username, ProblemException why) {
    return new ImportView(
        username, null, ProblemView.of(why.type(), why.detail(), why.errors(), null));
  }
}
