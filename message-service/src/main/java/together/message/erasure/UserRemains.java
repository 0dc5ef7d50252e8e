package together.message.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import together.message.store.SqlArrays;

/**
 * What a user has left, found and taken away in parts. No index is kept for this alone, which every
 * post would have to pay for: what is keyed by channel is walked through in the order of its key.
 */
@ApplicationScoped
public class UserRemains {
  private static final List<String> OWN =
      List.of(
          take("read_states", "user_id = ?"),
          take("notification_settings", "user_id = ?"),
          take("upload_totals", "user_id = ?"));
  private static final String HEAD = "DELETE FROM user_heads WHERE user_id = ?";
  private static final String CHANNELS =
      "SELECT channel_id FROM channel_heads WHERE channel_id > ? ORDER BY channel_id LIMIT ?";
  static final List<String> IN_CHANNELS =
      List.of(
          take("nonces", "channel_id = ANY (?::bigint[]) AND author_id = ?"),
          take("slow_posts", "channel_id = ANY (?::bigint[]) AND author_id = ?"),
          take("mentions", "channel_id = ANY (?::bigint[]) AND target_id = ?"));
  static final String MESSAGES =
      "SELECT channel_id, id, author_id = ?, '' FROM messages WHERE (channel_id, id) > (?, ?)"
          + " ORDER BY channel_id, id LIMIT ?";
  // With a limit, so that it is looked up for each and never made of the whole table.
  static final String REACTIONS =
      "SELECT kind.channel_id, kind.message_id, (SELECT true FROM reactions own"
          + " WHERE own.channel_id = kind.channel_id AND own.message_id = kind.message_id"
          + " AND own.emoji = kind.emoji AND own.user_id = ? LIMIT 1), kind.emoji"
          + " FROM reaction_kinds kind WHERE (kind.channel_id, kind.message_id) > (?, ?)"
          + " ORDER BY kind.channel_id, kind.message_id LIMIT ?";

  /**
   * Some rows of one channel.
   *
   * @param found what of them is the user's
   * @param throughId up to this message of the channel all rows have been looked at
   */
  public record Part(long channelId, long throughId, List<Found> found) {}

  /**
   * A message, or a reaction under one.
   *
   * @param emoji of a reaction; of a message empty
   */
  public record Found(long messageId, String emoji) {}

  /** Up to here all has been looked at. */
  public record Place(long userId, long channelId, long messageId) {}

  private record Row(long channelId, long messageId, boolean isOwn, String emoji) {
    boolean isUnder(Row other) {
      return channelId == other.channelId && messageId == other.messageId;
    }
  }

  /** Found by an index, then taken by its place: a plan that no statistics can mislead. */
  private static String take(String table, String where) {
    return "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT ?))"
        .formatted(table, where);
  }

  /** What is the user's alone; false when there was nothing of it any more. */
  boolean takeOwn(Connection connection, long userId, int limit) throws SQLException {
    int taken = 0;
    for (var sql : OWN) {
      try (var statement = connection.prepareStatement(sql)) {
        statement.setLong(1, userId);
        statement.setInt(2, limit);
        taken += statement.executeUpdate();
      }
    }
    return taken > 0;
  }

  /** The user's sequence: nothing is told to them any more. */
  void takeHead(Connection connection, long userId) throws SQLException {
    try (var statement = connection.prepareStatement(HEAD)) {
      statement.setLong(1, userId);
      statement.executeUpdate();
    }
  }

  /** The next channels, ascending. */
  List<Long> channels(Connection connection, long after, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(CHANNELS)) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      try (var row = statement.executeQuery()) {
        var channels = new ArrayList<Long>();
        while (row.next()) {
          channels.add(row.getLong(1));
        }
        return channels;
      }
    }
  }

  /** What is left in channels beside messages and reactions; false: there was nothing any more. */
  boolean takeFrom(Connection connection, List<Long> channels, long userId, int limit)
      throws SQLException {
    int taken = 0;
    for (var sql : IN_CHANNELS) {
      try (var statement = connection.prepareStatement(sql)) {
        SqlArrays.bigints(statement, 1, channels);
        statement.setLong(2, userId);
        statement.setInt(3, limit);
        taken += statement.executeUpdate();
      }
    }
    return taken > 0;
  }

  /** The next messages; empty when there are none. */
  public Optional<Part> messages(Connection connection, Place place, int look, int find)
      throws SQLException {
    return part(rows(connection, MESSAGES, place, look), look, find);
  }

  /** The next reactions, those under a message never apart; empty when there are none. */
  public Optional<Part> reactions(Connection connection, Place place, int look, int find)
      throws SQLException {
    return part(rows(connection, REACTIONS, place, look), look, find);
  }

  private static List<Row> rows(Connection connection, String sql, Place place, int look)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      ask(statement, place, look);
      try (var row = statement.executeQuery()) {
        var rows = new ArrayList<Row>();
        while (row.next()) {
          rows.add(new Row(row.getLong(1), row.getLong(2), row.getBoolean(3), row.getString(4)));
        }
        return rows;
      }
    }
  }

  private static void ask(PreparedStatement statement, Place place, int look) throws SQLException {
    statement.setLong(1, place.userId());
    statement.setLong(2, place.channelId());
    statement.setLong(3, place.messageId());
    statement.setInt(4, look);
  }

  /** Up to the end of the first channel with something of the user's, or until that is enough. */
  private static Optional<Part> part(List<Row> rows, int look, int find) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    if (rows.size() == look) {
      // There may be more under the last message.
      var last = rows.getLast();
      rows.removeIf(row -> row.isUnder(last));
    }
    var found = new ArrayList<Found>();
    var before = rows.getFirst();
    for (var row : rows) {
      boolean enough = found.size() >= find && !row.isUnder(before);
      if (enough || (!found.isEmpty() && row.channelId() != before.channelId())) {
        break;
      }
      if (row.isOwn()) {
        found.add(new Found(row.messageId(), row.emoji()));
      }
      before = row;
    }
    return Optional.of(new Part(before.channelId(), before.messageId(), found));
  }
}
