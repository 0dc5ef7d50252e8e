package together.guild.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A guild's row: what is not in its {@link Structure}. */
public record Guild(
    long id,
    String name,
    @Nullable String description,
    @Nullable String icon,
    long ownerId,
    int memberCount,
    long revision,
    long structureRevision,
    boolean openToJoin) {
  /** The columns {@link #read} needs, of a table named {@code g}. */
  public static final String COLUMNS =
      "g.id, g.name, g.description, g.icon, g.owner_id, g.member_count, g.revision,"
          + " g.structure_revision, g.open_to_join";

  public static Guild read(ResultSet row) throws SQLException {
    return new Guild(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("icon"),
        row.getLong("owner_id"),
        row.getInt("member_count"),
        row.getLong("revision"),
        row.getLong("structure_revision"),
        row.getBoolean("open_to_join"));
  }

  public Guild described(String newName, @Nullable String newDescription, boolean open) {
    return new Guild(
        id, newName, newDescription, icon, ownerId, memberCount, revision, structureRevision, open);
  }

  /** Null: it has none. */
  public Guild withIcon(@Nullable String hash) {
    return new Guild(
        id, name, description, hash, ownerId, memberCount, revision, structureRevision, openToJoin);
  }

  public Guild ownedBy(long newOwnerId) {
    return new Guild(
        id,
        name,
        description,
        icon,
        newOwnerId,
        memberCount,
        revision,
        structureRevision,
        openToJoin);
  }
}
