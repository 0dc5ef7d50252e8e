package together.auth.operator;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.auth.account.Accounts;
import together.auth.account.Registration;
import together.auth.account.UserView;
import together.auth.account.Username;
import together.auth.password.PasswordHashes;
import together.platform.problem.ProblemException;

/** Takes accounts of another platform with their passwords' hashes; each is a transaction. */
@ApplicationScoped
class Imports {
  private final Accounts accounts;

  Imports(Accounts accounts) {
    this.accounts = accounts;
  }

  /** One answer per account, in their order. */
  List<ImportView> take(List<ImportRequest.Account> wanted) {
    return wanted.stream().map(this::take).toList();
  }

  private ImportView take(ImportRequest.Account account) {
    var username = text(account.username());
    try {
      var name =
          Username.of(username)
              .orElseThrow(() ->
                  ProblemException.invalid(
                      "username",
                      "INVALID_USERNAME",
                      "must be 3 to 32 letters, digits, '_' or '.'"));
      var hash = text(account.passwordHash());
      if (!PasswordHashes.isReadable(hash)) {
        throw ProblemException.invalid(
            "password_hash",
            "INVALID_HASH",
            "must be bcrypt or Argon2id of a cost that can be paid");
      }
      accounts.requireFree(name);
      var registration = new Registration(name, "", null);
      var user =
          QuarkusTransaction.requiringNew()
              .call(() -> UserView.of(accounts.create(registration, hash)));
      return new ImportView(username, user, null);
    } catch (ProblemException e) {
      return ImportView.refused(username, e);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
