package together.guild.dm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.database.Columns;
import together.platform.problem.ProblemException;

/**
 * A dm or group dm.
 *
 * @param name a group's; null: clients show its recipients
 * @param icon a group's: the hash of its picture
 * @param ownerId a group's
 * @param recipients by the time they joined
 */
record PrivateChannel(
    long id,
    int type,
    @Nullable String name,
    @Nullable String icon,
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
        row.getString("icon"),
        Columns.id(row, "owner_id"),
        row.getLong("revision"),
        Columns.ids(row, "recipients"));
  }

  PrivateChannel named(@Nullable String newName) {
    return new PrivateChannel(id, type, newName, icon, ownerId, revision, recipients);
  }

  PrivateChannel pictured(@Nullable String newIcon) {
    return new PrivateChannel(id, type, name, newIcon, ownerId, revision, recipients);
  }

  PrivateChannel with(long userId) {
    var all = new ArrayList<>(recipients);
    all.add(userId);
    return new PrivateChannel(id, type, name, icon, ownerId, revision, all);
  }

  /** Without the user; when that was the owner, the one who has been there longest is. */
  PrivateChannel without(long userId) {
    var rest = recipients.stream().filter(one -> one != userId).toList();
    var owner = Objects.equals(ownerId, userId) && !rest.isEmpty() ? rest.getFirst() : ownerId;
    return new PrivateChannel(id, type, name, icon, owner, revision, rest);
  }

  /** 409 on a dm. */
  void requireGroup() {
    if (type != GROUP) {
      throw new ProblemException(
          GuildProblem.PERMANENT_DM, "a dm keeps its two recipients and has no name and no icon");
    }
  }

  boolean has(long userId) {
    return recipients.contains(userId);
  }
}
