package together.guild.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Column types JDBC has no getter for. */
public final class Columns {
  private Columns() {}

  public static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static @Nullable Long id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Long.class);
  }

  public static List<Long> ids(ResultSet row, String column) throws SQLException {
    return List.of((Long[]) row.getArray(column).getArray());
  }
}
