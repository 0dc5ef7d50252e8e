package together.message.post;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of ids in a column: NULL when empty, as most are. */
public final class IdList {
  private IdList() {}

  /** PostgreSQL's text of an array; within an array of rows there can be no arrays themselves. */
  public static @Nullable String text(Collection<Long> ids) {
    return ids.isEmpty()
        ? null
        : ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  static List<Long> read(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((Long[]) array.getArray());
  }
}
