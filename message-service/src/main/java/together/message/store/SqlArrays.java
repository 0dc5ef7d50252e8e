package together.message.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of many values: one statement and one plan for any number of them. Of their own Java
 * type, since the driver sends only such arrays in binary.
 */
public final class SqlArrays {
  private SqlArrays() {}

  public static void bigints(PreparedStatement statement, int index, Collection<Long> values)
      throws SQLException {
    set(statement, index, "bigint", values.toArray(Long[]::new));
  }

  public static void integers(PreparedStatement statement, int index, Collection<Integer> values)
      throws SQLException {
    set(statement, index, "integer", values.toArray(Integer[]::new));
  }

  public static void bytes(PreparedStatement statement, int index, Collection<byte[]> values)
      throws SQLException {
    set(statement, index, "bytea", values.toArray(byte[][]::new));
  }

  /** One value per item. */
  public static <T> void bigints(
      PreparedStatement statement,
      int index,
      Collection<T> items,
      Function<T, @Nullable Long> value)
      throws SQLException {
    set(statement, index, "bigint", items, value, Long[]::new);
  }

  /** One value per item. */
  public static <T> void smallints(
      PreparedStatement statement, int index, Collection<T> items, Function<T, Short> value)
      throws SQLException {
    set(statement, index, "smallint", items, value, Short[]::new);
  }

  /** One value per item. */
  public static <T> void texts(
      PreparedStatement statement,
      int index,
      Collection<T> items,
      Function<T, @Nullable String> value)
      throws SQLException {
    set(statement, index, "text", items, value, String[]::new);
  }

  /** One value per item. */
  public static <T> void booleans(
      PreparedStatement statement, int index, Collection<T> items, Function<T, Boolean> value)
      throws SQLException {
    set(statement, index, "boolean", items, value, Boolean[]::new);
  }

  private static <T, V> void set(
      PreparedStatement statement,
      int index,
      String type,
      Collection<T> items,
      Function<T, @Nullable V> value,
      IntFunction<@Nullable V[]> array)
      throws SQLException {
    set(statement, index, type, items.stream().map(value).toArray(array));
  }

  private static void set(
      PreparedStatement statement, int index, String type, @Nullable Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
