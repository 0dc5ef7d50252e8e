package together.guild.dm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.database.Columns;

/**
 * A dm or group dm.
 *
 * @param name a group's; null: clients show its recipients
 * @param ownerId a group's
 * @param recipients by the time they joined
 */
record PrivateChannel(
    long id,
    int type,
    @Nullable String name,
    @Nullable Long ownerId,
    long revision,
    List<Long> recipients) {
  static final int DM = 1;
  static final int GROUP = 3;

  static PrivateChannel read(ResultSet row) throws SQLException {
    return new PrivateChannel(
        row.getLong("id"),
        row.getInt("type"),
        row.getString("name"),
        Columns.id(row, "owner_id"),
        row.getLong("revision"),
        Columns.ids(row, "recipients"));
  }

  PrivateChannel named(@Nullable String newName) {
    return new PrivateChannel(id, type, newName, ownerId, revision, recipients);
  }

  PrivateChannel with(long userId) {
    var all = new ArrayList<>(recipients);
    all.add(userId);
    return new PrivateChannel(id, type, name, ownerId, revision, all);
  }

  /** Without the user; when that was the owner, the one who has been there longest is. */
  PrivateChannel without(long userId) {
    var rest = recipients.stream().filter(one -> one != userId).toList();
    var owner = Objects.equals(ownerId, userId) && !rest.isEmpty() ? rest.getFirst() : ownerId;
    return new PrivateChannel(id, type, name, owner, revision, rest);
  }

  boolean has(long userId) {
    return recipients.contains(userId);
  }
}
