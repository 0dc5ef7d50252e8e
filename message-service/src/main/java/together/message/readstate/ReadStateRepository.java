package together.message.readstate;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import together.message.notification.Settings;
import together.message.store.SqlArrays;
import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;

/** The SQL of read states. */
@ApplicationScoped
class ReadStateRepository {
  // Not beyond what was said. The row stays locked until the transaction ends.
  private static final String MOVE =
      "INSERT INTO read_states AS state (user_id, channel_id, last_read_id)"
          + " SELECT ?, channel_id, least(?, last_message_id) FROM channel_heads"
          + " WHERE channel_id = ? AND last_message_id > 0"
          + " ON CONFLICT (user_id, channel_id) DO UPDATE"
          + " SET last_read_id = excluded.last_read_id WHERE state.last_read_id ";
  static final String FORWARDS = MOVE + "< excluded.last_read_id";
  static final String ANYWHERE = MOVE + "<> excluded.last_read_id";

  // Nothing is counted in channels that are read up to their newest mention, as most are, and none
  // of what the user does not want to hear of; else each of the user's targets is one range of the
  // mentions' key.
  static final String STATES =
      "WITH guild AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::bigint[])"
          + " AS g (guild_id, floor)),"
          + " target AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::bigint[])"
          + " AS t (guild_id, target_id))"
          + " SELECT head.channel_id, state.last_read_id, head.last_message_id,"
          + " CASE WHEN head.last_mention_id <= coalesce(state.last_read_id, guild.floor, 0)"
          + " OR head.channel_id = ANY (?::bigint[])"
          + " OR (head.guild_id = ANY (?::bigint[]) AND head.channel_id <> ALL (?::bigint[])) THEN 0"
          + " ELSE (SELECT count(DISTINCT ping.message_id) FROM"
          + " (SELECT target_id FROM target WHERE target.guild_id = head.guild_id"
          + " UNION ALL SELECT ?::bigint) AS mine"
          + " JOIN mentions ping ON ping.channel_id = head.channel_id"
          + " AND ping.target_id = mine.target_id AND ping.author_id <> ?"
          + " AND ping.message_id > coalesce(state.last_read_id, guild.floor, 0)"
          + " WHERE ping.author_id NOT IN"
          + " (SELECT other_id FROM blocks WHERE blocks.user_id = ?)) END"
          + " FROM channel_heads head"
          + " LEFT JOIN read_states state"
          + " ON state.user_id = ? AND state.channel_id = head.channel_id"
          + " LEFT JOIN guild ON guild.guild_id = head.guild_id"
          + " WHERE head.channel_id = ANY (?::bigint[]) AND head.last_message_id > 0";

  /** Moves a user's mark to a message; false when it is there, or further and may not go back. */
  boolean move(
      Connection connection, long userId, long channelId, long messageId, boolean mayGoBack)
      throws SQLException {
    try (var statement = connection.prepareStatement(mayGoBack ? ANYWHERE : FORWARDS)) {
      statement.setLong(1, userId);
      statement.setLong(2, messageId);
      statement.setLong(3, channelId);
      return statement.executeUpdate() == 1;
    }
  }

  /** The newest message of a channel that has pinged somebody; 0: none. */
  long lastMention(Connection connection, long channelId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT last_mention_id FROM channel_heads WHERE channel_id = ?")) {
      statement.setLong(1, channelId);
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /**
   * A user's states in those of the channels that have messages.
   *
   * @param guilds what the user is in the servers of those channels
   * @param settings which mentions are to count
   */
  List<ReadState> states(
      Connection connection,
      long userId,
      Collection<Long> channelIds,
      List<ReadStatesGuild> guilds,
      Settings settings)
      throws SQLException {
    try (var statement = connection.prepareStatement(STATES)) {
      var floors =
          guilds.stream()
              .map(guild -> Snowflakes.floor(Moments.instant(guild.getJoinedAt()).toEpochMilli()))
              .toList();
      var targets = targets(guilds, settings);
      SqlArrays.bigints(statement, 1, guilds.stream().map(ReadStatesGuild::getGuildId).toList());
      SqlArrays.bigints(statement, 2, floors);
      SqlArrays.bigints(statement, 3, targets.stream().map(Target::guildId).toList());
      SqlArrays.bigints(statement, 4, targets.stream().map(Target::targetId).toList());
      SqlArrays.bigints(statement, 5, settings.quietChannels());
      SqlArrays.bigints(statement, 6, settings.quietGuilds());
      SqlArrays.bigints(statement, 7, settings.loudChannels());
      statement.setLong(8, userId);
      statement.setLong(9, userId);
      statement.setLong(10, userId);
      statement.setLong(11, userId);
      SqlArrays.bigints(statement, 12, channelIds);
      try (var rows = statement.executeQuery()) {
        var states = new ArrayList<ReadState>(channelIds.size());
        while (rows.next()) {
          states.add(state(rows));
        }
        return states;
      }
    }
  }

  private record Target(long guildId, long targetId) {}

  private static List<Target> targets(List<ReadStatesGuild> guilds, Settings settings) {
    var withoutEveryone = Set.copyOf(settings.withoutEveryone());
    var withoutRoles = Set.copyOf(settings.withoutRoles());
    var targets = new ArrayList<Target>();
    for (var guild : guilds) {
      long id = guild.getGuildId();
      if (!withoutEveryone.contains(id)) {
        targets.add(new Target(id, id));
      }
      if (!withoutRoles.contains(id)) {
        guild.getRoleIdsList().forEach(role -> targets.add(new Target(id, role)));
      }
    }
    return targets;
  }

  private static ReadState state(ResultSet row) throws SQLException {
    var state = ReadState.newBuilder().setChannelId(row.getLong(1)).setMentionCount(row.getInt(4));
    long lastReadId = row.getLong(2);
    if (!row.wasNull()) {
      state.setLastReadId(lastReadId);
    }
    return state.setLastMessageId(row.getLong(3)).build();
  }
}
