package together.auth.operator;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** Accounts of another platform, 1 to 100. */
public record ImportRequest(
    @Schema(required = true, minItems = 1, maxItems = 100)
        @Nullable List<@Nullable Account> accounts) {
  /**
   * One of them.
   *
   * @param passwordHash bcrypt ({@code $2a$}, {@code $2b$}, {@code $2y$}; cost 4 to 14) or Argon2id
   *     in PHC format
   */
  public record Account(
      @Schema(required = true, examples = "alice") @Nullable String username,
      @Schema(
              required = true,
              examples = "$2b$10$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
          @Nullable String passwordHash) {
    /** Never the hash: it must not get into a log. */
    @Override
    public String toString() {
      return "Account";
    }
  }

  private static final int MOST = 100;

  /** The accounts; throws 422 when there are none or too many. */
  static List<Account> wanted(@Nullable ImportRequest request) {
    var accounts = request == null ? null : request.accounts();
    if (accounts == null || accounts.isEmpty() || accounts.size() > MOST) {
      throw ProblemException.invalid("accounts", "INVALID_SIZE", "must be 1 to 100 accounts");
    }
    return accounts.stream()
        .map(account -> account == null ? new Account(null, null) : account)
        .toList();
  }
}
