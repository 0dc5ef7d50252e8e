package together.message.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.index.IndexRepository.Mark;
import together.message.post.MessageRow;

/**
 * The oldest messages of a scope that are in no segment, of all its channels by rising id. Each
 * channel is read in pages that grow, so that a busy one among many quiet ones costs no more than
 * what is taken of it. Confined to a transaction.
 */
final class ScopeTail {
  private static final int LEAST_PAGE = 16;
  private static final int MOST_ROUNDS = 12;

  private final IndexRepository repository;
  private final Connection connection;
  private final int most;
  private final List<MessageRow> read = new ArrayList<>();

  /** By channel, the newest message read of it. */
  private final Map<Long, Long> through = new HashMap<>();

  /** Channels of which there may be more. */
  private final List<Long> unfinished = new ArrayList<>();

  private ScopeTail(IndexRepository repository, Connection connection, int most) {
    this.repository = repository;
    this.connection = connection;
    this.most = most;
  }

  /** At most so many, by ascending id; no older one is left in any channel. */
  static List<MessageRow> oldest(
      IndexRepository repository, Connection connection, Collection<Mark> marks, int most)
      throws SQLException {
    var tail = new ScopeTail(repository, connection, most);
    for (var mark : marks) {
      tail.through.put(mark.channelId(), mark.indexedId());
      tail.unfinished.add(mark.channelId());
    }
    return tail.take();
  }

  private List<MessageRow> take() throws SQLException {
    int page = Math.max(LEAST_PAGE, 2 * most / Math.max(1, unfinished.size()));
    for (int round = 0; round < MOST_ROUNDS && !unfinished.isEmpty(); round++) {
      read(page);
      if (complete().size() >= most / 2) {
        break;
      }
      page = Math.min(page * 2, most);
    }
    var complete = new ArrayList<>(complete());
    complete.sort(Comparator.comparingLong(MessageRow::id));
    return complete.size() > most ? complete.subList(0, most) : complete;
  }

  private void read(int page) throws SQLException {
    var rows = repository.tail(connection, unfinished, through, page);
    var counts = new HashMap<Long, Integer>();
    for (var row : rows) {
      counts.merge(row.channelId(), 1, Integer::sum);
      through.merge(row.channelId(), row.id(), Math::max);
    }
    read.addAll(rows);
    unfinished.removeIf(channel -> counts.getOrDefault(channel, 0) < page);
  }

  /** What has been read and lies below all that has not. */
  private List<MessageRow> complete() {
    long bound =
        unfinished.stream()
            .mapToLong(channel -> through.getOrDefault(channel, 0L))
            .min()
            .orElse(Long.MAX_VALUE);
    return read.stream().filter(row -> row.id() <= bound).toList();
  }
}
