package together.platform.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of the outbox that waits for Kafka. */
record OutboxRow(
    long key,
    long id,
    String topic,
    long partitionKey,
    String type,
    Map<String, String> headers,
    byte[] payload,
    long createdMillis,
    long ageMillis) {

  static List<OutboxRow> select(Connection connection, List<Integer> shards, int limit)
      throws SQLException {
    var rows = new ArrayList<OutboxRow>();
    if (shards.isEmpty()) {
      return rows;
    }
    try (var statement =
        connection.prepareStatement(
            "SELECT key, id, topic, partition_key, type, headers, payload,"
                + " (extract(epoch FROM created_at) * 1000)::bigint,"
                + " (extract(epoch FROM clock_timestamp() - created_at) * 1000)::bigint"
                // The oldest of each shard, then of all: a long backlog is never sorted.
                + " FROM unnest(?) AS mine (shard) CROSS JOIN LATERAL (SELECT * FROM outbox"
                + " WHERE outbox.shard = mine.shard ORDER BY id LIMIT ?) AS oldest"
                + " ORDER BY id LIMIT ?")) {
      statement.setArray(1, connection.createArrayOf("smallint", shards.toArray()));
      statement.setInt(2, limit);
      statement.setInt(3, limit);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new OutboxRow(
                  result.getLong(1),
                  result.getLong(2),
                  result.getString(3),
                  result.getLong(4),
                  result.getString(5),
                  pairs((String[]) result.getArray(6).getArray()),
                  result.getBytes(7),
                  result.getLong(8),
                  result.getLong(9)));
        }
      }
    }
    return rows;
  }

  static void delete(Connection connection, List<OutboxRow> rows) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "DELETE FROM outbox USING unnest(?, ?) AS sent (key, id)"
                + " WHERE outbox.key = sent.key AND outbox.id = sent.id")) {
      statement.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(OutboxRow::key).toArray()));
      statement.setArray(
          2, connection.createArrayOf("bigint", rows.stream().map(OutboxRow::id).toArray()));
      statement.executeUpdate();
    }
  }

  private static Map<String, String> pairs(String[] flat) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < flat.length; i += 2) {
      map.put(flat[i], flat[i + 1]);
    }
    return map;
  }
}
