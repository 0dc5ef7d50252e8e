package together.message.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.store.SqlArrays;

/** The SQL of segments that are there. */
@ApplicationScoped
class SegmentRepository {
  private static final String OVERLAPPING =
      "SELECT segment, least_id, greatest_id, messages FROM search_segments"
          + " WHERE scope = ? AND least_id < ? AND greatest_id > ?";
  private static final String PARTS =
      "SELECT stored.segment, stored.part, stored.data"
          + " FROM unnest(?::integer[], ?::integer[]) AS wanted (segment, part)"
          + " JOIN search_parts stored ON stored.scope = ? AND stored.segment = wanted.segment"
          + " AND stored.part = wanted.part";

  /** A part of a segment, by both their numbers. */
  record PartKey(int segment, int part) {}

  /** Those that have ids between the two; the newest messages first. */
  List<Segment> overlapping(Connection connection, long scope, long after, long before)
      throws SQLException {
    try (var statement = connection.prepareStatement(OVERLAPPING)) {
      statement.setLong(1, scope);
      statement.setLong(2, before);
      statement.setLong(3, after);
      try (var row = statement.executeQuery()) {
        var segments = new ArrayList<Segment>();
        while (row.next()) {
          segments.add(new Segment(row.getInt(1), row.getLong(2), row.getLong(3), row.getInt(4)));
        }
        segments.sort(Comparator.comparingLong(Segment::greatestId).reversed());
        return segments;
      }
    }
  }

  /** Those of the parts that there are. */
  Map<PartKey, byte[]> parts(Connection connection, long scope, Collection<PartKey> keys)
      throws SQLException {
    var parts = new HashMap<PartKey, byte[]>();
    if (keys.isEmpty()) {
      return parts;
    }
    try (var statement = connection.prepareStatement(PARTS)) {
      SqlArrays.integers(statement, 1, keys.stream().map(PartKey::segment).toList());
      SqlArrays.integers(statement, 2, keys.stream().map(PartKey::part).toList());
      statement.setLong(3, scope);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          parts.put(new PartKey(row.getInt(1), row.getInt(2)), row.getBytes(3));
        }
      }
    }
    return parts;
  }
}
