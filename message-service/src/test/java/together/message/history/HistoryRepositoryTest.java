package together.message.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import together.message.history.HistoryQuery.Direction;
import together.message.post.MessageRow;
import together.message.testing.MessageDatabase;

/** Pages against the plainest model of them, and how PostgreSQL finds them. */
class HistoryRepositoryTest {
  private final HistoryRepository history = new HistoryRepository();

  private static final class Shared {
    static final Connection CONNECTION = open();

    private static Connection open() {
      try {
        return MessageDatabase.connect();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void fill(Connection connection, long channelId, Iterable<Long> ids)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO messages (channel_id, id, guild_id, author_id, type, content)"
                + " VALUES (?, ?, 1, 1, 0, 'x')")) {
      for (long id : ids) {
        insert.setLong(1, channelId);
        insert.setLong(2, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Long> model(NavigableSet<Long> ids, HistoryQuery query) {
    int older = query.limit() / 2;
    var page =
        switch (query.direction()) {
          case BEFORE ->
              ids.headSet(query.id(), false).descendingSet().stream().limit(query.limit());
          case AFTER -> ids.tailSet(query.id(), false).stream().limit(query.limit());
          case AROUND ->
              Stream.concat(
                  ids.headSet(query.id(), false).descendingSet().stream().limit(older),
                  ids.tailSet(query.id()).stream().limit(query.limit() - older));
        };
    return page.sorted(Comparator.reverseOrder()).toList();
  }

  @Property
  void pagesAreThoseOfTheModel(
      @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 60) Long> ids,
      @ForAll Direction direction,
      @ForAll @LongRange(min = 0, max = 62) long id,
      @ForAll @IntRange(min = 1, max = 12) int limit)
      throws SQLException {
    var connection = Shared.CONNECTION;
    connection.setAutoCommit(false);
    fill(connection, -1, List.of(1L, 30L, 61L));
    fill(connection, -2, new TreeSet<>(ids));
    fill(connection, -3, List.of(2L, 31L, 62L));
    var query = new HistoryQuery(direction, id, limit);
    var page = history.page(connection, -2, query).stream().map(MessageRow::id).toList();
    connection.rollback();
    assertEquals(model(new TreeSet<>(ids), query), page);
  }

  @Test
  void aPageIsARangeOfThePrimaryKeyAtAnyDepth() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO messages (channel_id, id, guild_id, author_id, type, content)"
                + " SELECT -100 - n % 25, n, 1, 1, 0, 'text ' || n FROM generate_series(1, 50000) n");
        statement.execute("ANALYZE messages");
      }
      for (var sql :
          List.of(HistoryRepository.OLDER, HistoryRepository.NEWER, HistoryRepository.FROM)) {
        for (long id : new long[] {5_000, 25_000, 45_000}) {
          var plan = explain(connection, sql, id);
          assertTrue(plan.contains("messages_pkey"), plan);
          assertFalse(plan.contains("Seq Scan"), plan);
          assertFalse(plan.contains("Sort"), plan);
          assertFalse(plan.contains("Filter"), plan);
        }
      }
      connection.rollback();
    }
  }

  private static String explain(Connection connection, String sql, long id) throws SQLException {
    try (var statement = connection.prepareStatement("EXPLAIN " + sql)) {
      statement.setLong(1, -120);
      statement.setLong(2, id);
      statement.setInt(3, 50);
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
