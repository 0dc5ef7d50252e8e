package together.message.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Runs SQL on a pooled connection: all of it, or nothing. */
@ApplicationScoped
public class Transactions {
  private static final Logger log = Logger.getLogger(Transactions.class);

  /** Statements on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final AgroalDataSource dataSource;

  public Transactions(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Single statements that need no transaction. */
  public <T> T read(Work<T> work) {
    try (var connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * One transaction; committed when this returns. When it throws, it was rolled back, unless the
   * connection broke during the commit: then nobody knows.
   */
  public <T> T write(Work<T> work) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        var result = work.on(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          rollBack(connection);
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** As {@link #write}, and all its statements see the moment of the first. */
  public <T> T moment(Work<T> work) {
    return write(connection -> {
      execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      return work.on(connection);
    });
  }

  /** Reads that all see one moment, none of which may take longer than this. */
  public <T> T look(Duration mostOfOne, Work<T> work) {
    return write(connection -> {
      execute(
          connection,
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = "
              + mostOfOne.toMillis());
      return work.on(connection);
    });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debugf("rolling back: %s", e.getMessage());
    }
  }
}
