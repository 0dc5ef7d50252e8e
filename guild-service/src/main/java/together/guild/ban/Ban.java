package together.guild.ban;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A ban's row: the user may not become a member. */
record Ban(long userId, @Nullable String reason) {
  static Ban read(ResultSet row) throws SQLException {
    return new Ban(row.getLong("user_id"), row.getString("reason"));
  }
}
