package together.voice.state;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;

/**
 * The sequence of each guild's voice events, and its row lock, under which that guild's states
 * change. Who locks several guilds does so in one call: they are taken in order, so nobody waits in
 * a circle.
 */
@ApplicationScoped
class GuildSequences {
  private final AgroalDataSource dataSource;

  GuildSequences(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Makes the guild's row, outside of any transaction: a row made inside would be locked out of
   * order.
   */
  void ensure(long guildId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO voice_guild_seq (guild_id, seq) VALUES (?, 0) ON CONFLICT DO NOTHING")) {
      insert.setLong(1, guildId);
      insert.executeUpdate();
    }
  }

  /** Locks the guilds that have had voice states, until the end of the transaction. */
  void lock(Collection<Long> guildIds) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT seq FROM voice_guild_seq WHERE guild_id = ANY (?) ORDER BY guild_id FOR UPDATE")) {
      select.setArray(1, connection.createArrayOf("bigint", guildIds.toArray()));
      select.execute();
    }
  }

  /** Until the end of the transaction nobody else places this user, in whatever guild. */
  void lockUser(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.user'), hashint8(?))")) {
      select.setLong(1, userId);
      select.execute();
    }
  }

  /** The sequence number of a locked guild's next event. */
  long next(long guildId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE voice_guild_seq SET seq = seq + 1 WHERE guild_id = ? RETURNING seq")) {
      update.setLong(1, guildId);
      try (var rows = update.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
