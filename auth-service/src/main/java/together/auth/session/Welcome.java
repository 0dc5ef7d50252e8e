package together.auth.session;

import java.sql.SQLException;
import together.auth.account.User;

/** What is done when somebody comes back to an account that was to be erased. */
@FunctionalInterface
public interface Welcome {
  /** In the transaction that opens the session, under the lock of the account's row. */
  void back(User user) throws SQLException;
}
