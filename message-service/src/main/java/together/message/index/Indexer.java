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
import together.message.index.IndexRepository.Mark;
import together.message.index.Wanted.Place;
import together.message.post.MessageRow;
import together.message.store.Transactions;

/**
 * Makes segments. Each is made in one transaction that sees one moment: of every channel it takes a
 * beginning of what was committed then, since ids are in the order of commits within a channel. An
 * edit it does not see leaves its mark in {@code search_changes}; one that comes in between makes
 * this transaction fail, and the next try sees it.
 */
@ApplicationScoped
class Indexer {
  private static final int MOST_CHANGED = 1_000;

  private final Transactions transactions;
  private final IndexRepository repository;
  private final int least;

  Indexer(Transactions transactions, IndexRepository repository, IndexSettings settings) {
    this.transactions = transactions;
    this.repository = repository;
    least = settings.least();
  }

  /** Makes the next segment of a scope; false when there is too little for one, or another does. */
  boolean advance(Scope scope) {
    transactions.write(connection -> {
      repository.make(connection, scope.id());
      return scope;
    });
    return transactions.moment(connection -> {
      for (int number : repository.claim(connection, scope.id())) {
        return advance(connection, scope, number);
      }
      return false;
    });
  }

  private boolean advance(Connection connection, Scope scope, int number) throws SQLException {
    var marks = repository.marks(connection, scope);
    var behind = marks.values().stream().filter(Mark::isBehind).toList();
    int most = SegmentLayout.MOST_MESSAGES - MOST_CHANGED;
    var tail = ScopeTail.oldest(repository, connection, behind, most);
    var changed = repository.changed(connection, marks.keySet(), MOST_CHANGED);
    if (tail.size() + changed.size() < least) {
      // What was counted were other events than posts and edits: count anew from here.
      repository.move(connection, scope.id(), marks.values().stream().map(Mark::counted).toList());
      return false;
    }
    var messages = new ArrayList<>(tail);
    messages.addAll(again(connection, changed, marks));
    messages.sort(Comparator.comparingLong(MessageRow::id));
    if (!messages.isEmpty()) {
      add(connection, scope, number, messages);
    }
    repository.seen(connection, changed);
    repository.move(connection, scope.id(), moved(marks, tail));
    return true;
  }

  private void add(Connection connection, Scope scope, int number, List<MessageRow> messages)
      throws SQLException {
    var segment =
        new Segment(number, messages.getFirst().id(), messages.getLast().id(), messages.size());
    var parts = SegmentWriter.parts(messages.stream().map(Indexed::of).toList());
    repository.add(connection, scope.id(), segment, parts);
  }

  /** Edited messages that are in a segment already; the others are still to come, or gone. */
  private List<MessageRow> again(Connection connection, List<Place> changed, Map<Long, Mark> marks)
      throws SQLException {
    var indexed =
        changed.stream()
            .filter(place -> {
              var mark = marks.get(place.channelId());
              return mark != null && place.id() <= mark.indexedId();
            })
            .toList();
    return indexed.isEmpty() ? List.of() : repository.at(connection, indexed);
  }

  private static Collection<Mark> moved(Map<Long, Mark> marks, List<MessageRow> tail) {
    var moved = new HashMap<>(marks);
    // By ascending id: the last of a channel's is where it is indexed up to. What is left over is
    // still to be counted, should this process end before it comes to that.
    tail.forEach(
        row -> moved.computeIfPresent(row.channelId(), (channel, mark) -> mark.through(row.id())));
    return moved.values();
  }
}
