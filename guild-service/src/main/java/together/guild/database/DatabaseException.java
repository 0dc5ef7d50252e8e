package together.guild.database;

import java.sql.SQLException;

/** The database refused a statement or did not answer; the cause says which. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(SQLException cause) {
    super(cause);
  }
}
