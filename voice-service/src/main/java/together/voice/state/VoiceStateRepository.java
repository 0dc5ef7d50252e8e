package together.voice.state;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Voice states in the database. */
@ApplicationScoped
class VoiceStateRepository {
  private static final String SAVE =
      """
      INSERT INTO voice_states (guild_id, user_id, channel_id, session_id, incarnation,
        self_mute, self_deaf, mute, deaf, revision, joined_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (guild_id, user_id) DO UPDATE SET
        channel_id = excluded.channel_id, session_id = excluded.session_id,
        incarnation = excluded.incarnation, self_mute = excluded.self_mute,
        self_deaf = excluded.self_deaf, mute = excluded.mute, deaf = excluded.deaf,
        revision = excluded.revision, joined_at = excluded.joined_at
      """;

  // One statement, so one snapshot: the states are those at the sequence.
  private static final String SNAPSHOT =
      """
      SELECT s.guild_id AS of_guild, s.seq, v.*
      FROM voice_guild_seq s LEFT JOIN voice_states v ON v.guild_id = s.guild_id
      WHERE s.guild_id = ANY (?) ORDER BY s.guild_id, v.channel_id, v.joined_at, v.user_id
      """;

  private final AgroalDataSource dataSource;

  VoiceStateRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  List<VoiceState> findByUser(long userId) throws SQLException {
    return query("SELECT * FROM voice_states WHERE user_id = ?", userId);
  }

  List<VoiceState> findBySession(String sessionId) throws SQLException {
    return query("SELECT * FROM voice_states WHERE session_id = ?", sessionId);
  }

  /** Every gateway process that holds a state. */
  List<String> incarnations() throws SQLException {
    return column("SELECT DISTINCT incarnation FROM voice_states", String.class);
  }

  List<Long> guildsOfIncarnation(String incarnation) throws SQLException {
    return column(
        "SELECT DISTINCT guild_id FROM voice_states WHERE incarnation = ? ORDER BY guild_id",
        Long.class,
        incarnation);
  }

  /** For each guild, in the order asked; one without any voice yet is at sequence 0. */
  List<GuildVoice> snapshot(Collection<Long> guildIds) throws SQLException {
    var guilds = new LinkedHashMap<Long, GuildVoice>();
    guildIds.forEach(guildId -> guilds.put(guildId, new GuildVoice(guildId, 0, List.of())));
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(SNAPSHOT)) {
      select.setArray(1, connection.createArrayOf("bigint", guildIds.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          long guildId = rows.getLong("of_guild");
          var states =
              new ArrayList<>(
                  guilds.getOrDefault(guildId, new GuildVoice(guildId, 0, List.of())).states());
          if (rows.getString("session_id") != null) {
            states.add(state(rows));
          }
          guilds.put(guildId, new GuildVoice(guildId, rows.getLong("seq"), states));
        }
      }
    }
    return List.copyOf(guilds.values());
  }

  int countIn(long guildId, long channelId) throws SQLException {
    return column(
            "SELECT count(*)::int FROM voice_states WHERE guild_id = ? AND channel_id = ?",
            Integer.class,
            guildId,
            channelId)
        .getFirst();
  }

  void save(VoiceState state) throws SQLException {
    update(
        SAVE,
        state.guildId(),
        state.userId(),
        state.channelId(),
        state.sessionId(),
        state.incarnation(),
        state.selfMute(),
        state.selfDeaf(),
        state.mute(),
        state.deaf(),
        state.revision(),
        Timestamp.from(state.joinedAt()));
  }

  List<VoiceState> deleteOf(long guildId, long userId) throws SQLException {
    return query(delete("user_id"), guildId, userId);
  }

  List<VoiceState> deleteOf(long guildId, long userId, String sessionId) throws SQLException {
    return query(delete("user_id = ? AND session_id"), guildId, userId, sessionId);
  }

  List<VoiceState> deleteInChannel(long guildId, long channelId) throws SQLException {
    return query(delete("channel_id"), guildId, channelId);
  }

  List<VoiceState> deleteInGuild(long guildId) throws SQLException {
    return query("DELETE FROM voice_states WHERE guild_id = ? RETURNING *", guildId);
  }

  List<VoiceState> deleteOfIncarnation(long guildId, String incarnation) throws SQLException {
    return query(delete("incarnation"), guildId, incarnation);
  }

  private static String delete(String condition) {
    return "DELETE FROM voice_states WHERE guild_id = ? AND " + condition + " = ? RETURNING *";
  }

  private List<VoiceState> query(String sql, Object... parameters) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = prepare(connection, sql, parameters);
        var rows = statement.executeQuery()) {
      var states = new ArrayList<VoiceState>();
      while (rows.next()) {
        states.add(state(rows));
      }
      return states;
    }
  }

  private <T> List<T> column(String sql, Class<T> type, Object... parameters) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = prepare(connection, sql, parameters);
        var rows = statement.executeQuery()) {
      var values = new ArrayList<T>();
      while (rows.next()) {
        values.add(rows.getObject(1, type));
      }
      return values;
    }
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = prepare(connection, sql, parameters)) {
      statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static VoiceState state(ResultSet row) throws SQLException {
    return new VoiceState(
        row.getLong("guild_id"),
        row.getLong("user_id"),
        row.getLong("channel_id"),
        row.getString("session_id"),
        row.getString("incarnation"),
        row.getBoolean("self_mute"),
        row.getBoolean("self_deaf"),
        row.getBoolean("mute"),
        row.getBoolean("deaf"),
        row.getLong("revision"),
        row.getTimestamp("joined_at").toInstant());
  }
}
