package together.message.store;

import java.sql.SQLException;

/** A transaction failed and was rolled back, or the connection was lost; see its cause. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
