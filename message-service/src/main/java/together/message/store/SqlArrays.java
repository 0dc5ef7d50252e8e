package together.message.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Parameters of many values: one statement and one plan for any number of them. */
public final class SqlArrays {
  private SqlArrays() {}

  public static void bigints(PreparedStatement statement, int index, Collection<Long> values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf("bigint", values.toArray()));
  }

  public static void integers(PreparedStatement statement, int index, Collection<Integer> values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf("integer", values.toArray()));
  }

  public static void bytes(PreparedStatement statement, int index, Collection<byte[]> values)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf("bytea", values.toArray(byte[][]::new)));
  }
}
