package together.message.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import together.message.MessageProblem;
import together.message.index.SearchIndex;
import together.message.index.SegmentScan;
import together.message.index.Wanted;
import together.message.post.MessageRow;

/**
 * Finds the newest hits: what is in no segment is read and looked at; of the segments, the newest
 * first, what the index says may be meant. Looks at no more than so many messages, nor longer than
 * so long: then it says how far it has come.
 */
@ApplicationScoped
class Finder {
  /** Some seconds of the busiest server, which the index is behind at most when all is well. */
  private static final int MOST_UNINDEXED = 20_000;

  private static final int MOST_LOOKED_AT = 20_000;
  private static final int CHUNK = 128;

  private final SearchIndex index;
  private final PinnedPlaces pins;

  Finder(SearchIndex index, PinnedPlaces pins) {
    this.index = index;
    this.pins = pins;
  }

  /**
   * The newest hits, at least so many if there are; in a transaction that sees one moment.
   *
   * @param deadlineNanos of {@link System#nanoTime}
   */
  Found newest(
      Connection connection,
      Wanted wanted,
      Predicate<MessageRow> condition,
      int enough,
      long deadlineNanos)
      throws SQLException {
    var unindexed = index.unindexed(connection, wanted, MOST_UNINDEXED);
    if (unindexed.size() >= MOST_UNINDEXED) {
      throw MessageProblem.SEARCH_CATCHING_UP.problem();
    }
    var search = new Search(connection, condition, enough, deadlineNanos);
    search.lookAt(unindexed);
    return search.in(index.scan(connection, wanted));
  }

  /** All hits that are pinned, of which there are few. */
  Found pinned(Connection connection, Wanted wanted, Predicate<MessageRow> condition)
      throws SQLException {
    var places = pins.of(connection, wanted);
    var search = new Search(connection, condition, Integer.MAX_VALUE, Long.MAX_VALUE);
    for (int from = 0; from < places.size(); from += CHUNK) {
      search.lookAt(
          index.at(connection, places.subList(from, Math.min(places.size(), from + CHUNK))));
    }
    return search.found(Long.MIN_VALUE);
  }

  /** Confined to its transaction. */
  private final class Search {
    private final Connection connection;
    private final Predicate<MessageRow> condition;
    private final int enough;
    private final long deadlineNanos;
    private final TreeMap<Long, MessageRow> hits = new TreeMap<>(Comparator.reverseOrder());
    private final Set<Long> seen = new HashSet<>();
    private int lookedAt;

    Search(Connection connection, Predicate<MessageRow> condition, int enough, long deadlineNanos) {
      this.connection = connection;
      this.condition = condition;
      this.enough = enough;
      this.deadlineNanos = deadlineNanos;
    }

    void lookAt(List<MessageRow> rows) {
      for (var row : rows) {
        if (seen.add(row.id()) && condition.test(row)) {
          hits.put(row.id(), row);
        }
      }
    }

    Found in(SegmentScan scan) throws SQLException {
      while (scan.hasNext() && !isEnough(scan.greatestLeft())) {
        var places = scan.next();
        for (int from = 0; from < places.size(); from += CHUNK) {
          var chunk = places.subList(from, Math.min(places.size(), from + CHUNK));
          lookAt(
              index.at(
                  connection, chunk.stream().filter(place -> !seen.contains(place.id())).toList()));
          lookedAt += chunk.size();
          // All with this id or a greater one have been looked at, here and in what is left.
          long through = Math.max(chunk.getLast().id(), afterAll(scan));
          if (isEnough(through - 1) || isTooMuch()) {
            return found(through);
          }
        }
        if (isTooMuch()) {
          return found(afterAll(scan));
        }
      }
      return found(afterAll(scan));
    }

    private static long afterAll(SegmentScan scan) {
      return scan.hasNext() ? scan.greatestLeft() + 1 : Long.MIN_VALUE;
    }

    private boolean isEnough(long olderThanNone) {
      return hits.size() >= enough && hits.headMap(olderThanNone, false).size() >= enough;
    }

    private boolean isTooMuch() {
      return lookedAt >= MOST_LOOKED_AT || System.nanoTime() - deadlineNanos > 0;
    }

    Found found(long from) {
      return new Found(List.copyOf(hits.headMap(from, true).values()), from);
    }
  }
}
