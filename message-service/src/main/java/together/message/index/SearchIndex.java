package together.message.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import together.message.index.Wanted.Place;
import together.message.post.MessageRow;
import together.message.store.SqlArrays;

/**
 * Where what is searched for may be: in segments, of which it says the places, or among the
 * messages that are in none yet, which it reads as they are. Both together leave out nothing that
 * is committed, when they are read in one transaction that sees one moment.
 */
@ApplicationScoped
public class SearchIndex {
  private static final String UNINDEXED =
      "SELECT found.* FROM (SELECT head.channel_id AS at_channel,"
          + " coalesce(mark.indexed_id, 0) AS at_id FROM unnest(?::bigint[]) AS readable (id)"
          + " JOIN channel_heads head ON head.channel_id = readable.id"
          + " LEFT JOIN search_marks mark ON mark.channel_id = readable.id"
          + " WHERE head.last_message_id > coalesce(mark.indexed_id, 0)) AS tail"
          + " CROSS JOIN LATERAL (SELECT "
          + MessageRow.COLUMNS
          + " FROM messages WHERE channel_id = at_channel AND id > at_id AND id > ? AND id < ?"
          + " ORDER BY id DESC LIMIT ?) AS found LIMIT ?";
  private static final String CHANGED =
      "SELECT found.* FROM unnest(?::bigint[]) AS readable (id)"
          + " CROSS JOIN LATERAL (SELECT channel_id AS at_channel, message_id AS at_id"
          + " FROM search_changes WHERE channel_id = readable.id AND message_id > ?"
          + " AND message_id < ?) AS changed"
          + " CROSS JOIN LATERAL (SELECT "
          + MessageRow.COLUMNS
          + " FROM messages WHERE channel_id = at_channel AND id = at_id LIMIT ?) AS found LIMIT ?";

  private final SegmentRepository segments;
  private final IndexRepository messages;

  SearchIndex(SegmentRepository segments, IndexRepository messages) {
    this.segments = segments;
    this.messages = messages;
  }

  /** The segments' places, the newest first. */
  public SegmentScan scan(Connection connection, Wanted wanted) throws SQLException {
    var overlapping =
        segments.overlapping(connection, wanted.scope(), wanted.after(), wanted.before());
    return new SegmentScan(segments, connection, wanted, overlapping);
  }

  /** Messages that are in no segment, or in one with another text; at most so many, in no order. */
  public List<MessageRow> unindexed(Connection connection, Wanted wanted, int most)
      throws SQLException {
    var rows = new ArrayList<MessageRow>();
    read(connection, UNINDEXED, wanted, most, rows);
    read(connection, CHANGED, wanted, most - rows.size(), rows);
    return rows;
  }

  /** Those of the messages that are there, in no order. */
  public List<MessageRow> at(Connection connection, Collection<Place> places) throws SQLException {
    return places.isEmpty() ? List.of() : messages.at(connection, places);
  }

  private static void read(
      Connection connection, String sql, Wanted wanted, int most, List<MessageRow> rows)
      throws SQLException {
    if (most <= 0) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      SqlArrays.bigints(statement, 1, wanted.channels());
      statement.setLong(2, wanted.after());
      statement.setLong(3, wanted.before());
      statement.setInt(4, most);
      statement.setInt(5, most);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(MessageRow.of(row));
        }
      }
    }
  }
}
