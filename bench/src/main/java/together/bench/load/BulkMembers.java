package together.bench.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import together.e2e.platform.Installation;

/**
 * Fills a server in the database: users and their memberships by one statement a table, where the
 * API would need minutes. Before anybody of the server connects: nobody is told of them.
 */
final class BulkMembers {
  /** Ids below those that are issued: none is taken twice. */
  private static final long FIRST_ID = 1_000_000_000_000L;

  private BulkMembers() {}

  /**
   * So many new users, called {@code <prefix>0} and on.
   *
   * @param block tells the fillings of one platform apart
   * @return the first one's user id; the others follow it
   */
  static long add(Installation installation, String guildId, String prefix, int block, int count)
      throws SQLException {
    long first = FIRST_ID + block * 10_000_000L;
    long guild = Long.parseLong(guildId);
    var ids = " FROM generate_series(" + first + ", " + (first + count - 1) + ") AS id";
    var name = "'" + prefix + "' || (id - " + first + ")";
    try (var connection = connect(installation);
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO auth.users (id, username, username_key, created_at) SELECT id, "
              + (name + ", " + name + ", now()")
              + ids);
      statement.execute(
          "INSERT INTO guild.members (guild_id, user_id, roles, joined_at, temporary, named)"
              + (" SELECT " + guild + ", id, '{}', now(), false, true")
              + ids);
      statement.execute(
          "INSERT INTO guild.member_names (guild_id, user_id, kind, name) SELECT "
              + (guild + ", id, 0, " + name)
              + ids);
      statement.execute(
          "UPDATE guild.guilds SET member_count = member_count + "
              + count
              + " WHERE id = "
              + guild);
      statement.execute("ANALYZE guild.members, guild.member_names, auth.users");
    }
    return first;
  }

  private static Connection connect(Installation installation) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + installation.ports().of("POSTGRES") + "/together",
        "postgres",
        installation.secret("database-superuser"));
  }
}
