package together.auth.operator;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** Names of the accounts wanted, 1 to 1000. */
public record BulkAccountsRequest(
    @Schema(required = true, minItems = 1, maxItems = 1000)
        @Nullable List<@Nullable String> usernames) {
  private static final int MOST = 1000;

  /** The names; throws 422 when there are none or too many. */
  static List<String> names(@Nullable BulkAccountsRequest request) {
    var names = request == null ? null : request.usernames();
    if (names == null || names.isEmpty() || names.size() > MOST) {
      throw ProblemException.invalid("usernames", "INVALID_SIZE", "must be 1 to 1000 names");
    }
    return names.stream().map(name -> name == null ? "" : name).toList();
  }
}
