package together.auth.operator;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.Username;
import together.auth.token.AccessTokenIssuer;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;

/**
 * Makes many accounts at the price of one transaction; nobody can log in to them with a password.
 */
@ApplicationScoped
class BulkAccounts {
  private final BulkAccountRepository repository;
  private final AccessTokenIssuer tokens;

  BulkAccounts(BulkAccountRepository repository, AccessTokenIssuer tokens) {
    this.repository = repository;
    this.tokens = tokens;
  }

  /** One answer per name, in their order. */
  List<BulkAccountView> make(List<String> names) {
    // Sorted by key: two batches that share names take their rows' locks in the same order.
    var wanted = new TreeMap<String, Username>();
    for (var name : names) {
      Username.of(name).ifPresent(valid -> wanted.putIfAbsent(valid.key(), valid));
    }
    var accounts =
        QuarkusTransaction.requiringNew()
            .call(() -> repository.openSessions(List.copyOf(wanted.values())));
    // A signature takes most of a millisecond; all cores share them.
    Map<String, BulkAccountView> answers =
        accounts.parallelStream().collect(Collectors.toMap(BulkAccount::key, this::answer));
    return names.stream()
        .map(name ->
            named(name, Username.of(name).map(valid -> answers.get(valid.key())).orElse(null)))
        .toList();
  }

  private BulkAccountView answer(BulkAccount account) {
    var user = account.user();
    if (account.sessionId() == null) {
      return BulkAccountView.refused(
          AuthProblem.USERNAME_TAKEN, "somebody else has this name", List.of());
    }
    return BulkAccountView.of(
        user, tokens.issueLong(user.id(), account.sessionId(), user.username()));
  }

  private static BulkAccountView named(String name, @Nullable BulkAccountView answer) {
    if (answer != null) {
      return answer.withUsername(name);
    }
    var detail = "must be 3 to 32 letters, digits, '_' or '.'";
    return BulkAccountView.refused(
            CommonProblem.VALIDATION_FAILED,
            detail,
            List.of(new FieldError("username", "INVALID_USERNAME", detail)))
        .withUsername(name);
  }
}
