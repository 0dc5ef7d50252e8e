package together.message.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.index.Wanted.Place;
import together.message.post.MessageRow;
import together.message.store.SqlArrays;

/** The SQL of making segments. */
@ApplicationScoped
class IndexRepository {
  private static final String CLAIM =
      "SELECT next_segment FROM search_scopes WHERE scope = ? AND NOT gone FOR UPDATE SKIP LOCKED";
  private static final String MARKS =
      "SELECT head.channel_id, coalesce(mark.indexed_id, 0), coalesce(mark.counted_seq, 0),"
          + " head.seq, head.last_message_id"
          + " FROM channel_heads head"
          // With a limit, so that each is looked up and never all marks are read.
          + " LEFT JOIN LATERAL (SELECT indexed_id, counted_seq FROM search_marks"
          + " WHERE channel_id = head.channel_id LIMIT 1) AS mark ON true WHERE ";
  private static final String TAIL =
      "SELECT found.* FROM unnest(?::bigint[], ?::bigint[]) AS asked (at_channel, at_id)"
          + " CROSS JOIN LATERAL (SELECT "
          + MessageRow.COLUMNS
          + " FROM messages WHERE channel_id = at_channel AND id > at_id ORDER BY id LIMIT ?)"
          + " AS found";
  private static final String CHANGED =
      "SELECT changed.channel_id, changed.message_id FROM unnest(?::bigint[]) AS channel (id)"
          + " CROSS JOIN LATERAL (SELECT channel_id, message_id FROM search_changes"
          + " WHERE channel_id = channel.id LIMIT ?) AS changed LIMIT ?";
  private static final String SEEN =
      "DELETE FROM search_changes USING unnest(?::bigint[], ?::bigint[]) AS seen (channel, message)"
          + " WHERE channel_id = seen.channel AND message_id = seen.message";
  private static final String AT =
      "SELECT "
          + MessageRow.COLUMNS
          + " FROM unnest(?::bigint[], ?::bigint[]) AS asked (at_channel, at_id)"
          + " JOIN messages ON channel_id = at_channel AND id = at_id";
  private static final String ADD_PARTS =
      "INSERT INTO search_parts (scope, segment, part, data)"
          + " SELECT ?, ?, part, data FROM unnest(?::integer[], ?::bytea[]) AS fresh (part, data)";
  private static final String ADD_SEGMENT =
      "WITH counted AS (UPDATE search_scopes SET next_segment = next_segment + 1 WHERE scope = ?)"
          + " INSERT INTO search_segments (scope, segment, least_id, greatest_id, messages)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String MOVE =
      "INSERT INTO search_marks (channel_id, scope, indexed_id, counted_seq)"
          + " SELECT channel_id, ?, indexed_id, counted_seq"
          + " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])"
          + " AS moved (channel_id, indexed_id, counted_seq)"
          + " ON CONFLICT (channel_id) DO UPDATE SET indexed_id = excluded.indexed_id,"
          + " counted_seq = excluded.counted_seq";

  /**
   * How far a channel is indexed, and how far it goes.
   *
   * @param countedSeq how many of its events have been looked after
   */
  record Mark(long channelId, long indexedId, long countedSeq, long seq, long lastMessageId) {
    boolean isBehind() {
      return lastMessageId > indexedId;
    }

    /** One message further. */
    Mark through(long id) {
      return new Mark(channelId, id, Math.min(seq, countedSeq + 1), seq, lastMessageId);
    }

    /** All its events have been looked after. */
    Mark counted() {
      return new Mark(channelId, indexedId, seq, seq, lastMessageId);
    }
  }

  void make(Connection connection, long scope) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO search_scopes (scope) VALUES (?) ON CONFLICT DO NOTHING")) {
      statement.setLong(1, scope);
      statement.executeUpdate();
    }
  }

  /** The number of the scope's next segment, locked; none when another process is at it. */
  List<Integer> claim(Connection connection, long scope) throws SQLException {
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setLong(1, scope);
      try (var row = statement.executeQuery()) {
        return row.next() ? List.of(row.getInt(1)) : List.of();
      }
    }
  }

  /** All channels of the scope that have messages. */
  Map<Long, Mark> marks(Connection connection, Scope scope) throws SQLException {
    var sql = MARKS + (scope.isPrivate() ? "head.channel_id = ?" : "head.guild_id = ?");
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, scope.id());
      try (var row = statement.executeQuery()) {
        var marks = new HashMap<Long, Mark>();
        while (row.next()) {
          var mark =
              new Mark(
                  row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
          marks.put(mark.channelId(), mark);
        }
        return marks;
      }
    }
  }

  /** The next messages of each channel after what has been read of it. */
  List<MessageRow> tail(
      Connection connection, Collection<Long> channels, Map<Long, Long> through, int page)
      throws SQLException {
    try (var statement = connection.prepareStatement(TAIL)) {
      SqlArrays.bigints(statement, 1, channels);
      SqlArrays.bigints(
          statement, 2, channels.stream().map(id -> through.getOrDefault(id, 0L)).toList());
      statement.setInt(3, page);
      return rows(statement.executeQuery());
    }
  }

  /** Edited messages, at most so many. */
  List<Place> changed(Connection connection, Collection<Long> channels, int most)
      throws SQLException {
    try (var statement = connection.prepareStatement(CHANGED)) {
      SqlArrays.bigints(statement, 1, channels);
      statement.setInt(2, most);
      statement.setInt(3, most);
      try (var row = statement.executeQuery()) {
        var places = new ArrayList<Place>();
        while (row.next()) {
          places.add(new Place(row.getLong(1), row.getLong(2)));
        }
        return places;
      }
    }
  }

  /** What is known now of the edited messages is in a segment, or need not be. */
  void seen(Connection connection, Collection<Place> changed) throws SQLException {
    try (var statement = connection.prepareStatement(SEEN)) {
      SqlArrays.bigints(statement, 1, changed.stream().map(Place::channelId).toList());
      SqlArrays.bigints(statement, 2, changed.stream().map(Place::id).toList());
      statement.executeUpdate();
    }
  }

  /** Those of the messages that are there, in no order. */
  List<MessageRow> at(Connection connection, Collection<Place> places) throws SQLException {
    try (var statement = connection.prepareStatement(AT)) {
      SqlArrays.bigints(statement, 1, places.stream().map(Place::channelId).toList());
      SqlArrays.bigints(statement, 2, places.stream().map(Place::id).toList());
      return rows(statement.executeQuery());
    }
  }

  void add(Connection connection, long scope, Segment segment, Map<Integer, byte[]> parts)
      throws SQLException {
    try (var statement = connection.prepareStatement(ADD_SEGMENT)) {
      statement.setLong(1, scope);
      statement.setLong(2, scope);
      statement.setInt(3, segment.number());
      statement.setLong(4, segment.leastId());
      statement.setLong(5, segment.greatestId());
      statement.setInt(6, segment.messages());
      statement.executeUpdate();
    }
    try (var statement = connection.prepareStatement(ADD_PARTS)) {
      statement.setLong(1, scope);
      statement.setInt(2, segment.number());
      SqlArrays.integers(statement, 3, parts.keySet());
      SqlArrays.bytes(statement, 4, parts.values());
      statement.executeUpdate();
    }
  }

  void move(Connection connection, long scope, Collection<Mark> marks) throws SQLException {
    try (var statement = connection.prepareStatement(MOVE)) {
      statement.setLong(1, scope);
      SqlArrays.bigints(statement, 2, marks.stream().map(Mark::channelId).toList());
      SqlArrays.bigints(statement, 3, marks.stream().map(Mark::indexedId).toList());
      SqlArrays.bigints(statement, 4, marks.stream().map(Mark::countedSeq).toList());
      statement.executeUpdate();
    }
  }

  private static List<MessageRow> rows(ResultSet result) throws SQLException {
    try (var row = result) {
      var rows = new ArrayList<MessageRow>();
      while (row.next()) {
        rows.add(MessageRow.of(row));
      }
      return rows;
    }
  }
}
