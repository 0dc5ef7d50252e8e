package together.message.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.index.Wanted.Place;
import together.message.post.MessageRow;
import together.message.store.DatabaseException;
import together.message.store.Transactions;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;

/** What happens between the moment a segment's transaction sees and its commit. */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class IndexerRaceTest {
  @Inject Channels channels;
  @Inject Transactions transactions;
  @Inject IndexRepository repository;
  @Inject SearchIndex index;

  private long channel;
  private long author;
  private String message = "";

  @BeforeEach
  void post() {
    channel = channels.newId();
    author = channels.member(channel);
    message = channels.post(author, channel, "first text", null).path("id");
  }

  private void edit(String content) {
    channels
        .as(author)
        .body(Map.of("content", content))
        .patch("/api/channels/{c}/messages/{m}", channel, message)
        .then()
        .statusCode(200);
  }

  /** As a search reads what is in no segment. */
  private List<String> unindexed() {
    var wanted =
        new Wanted(channel + 1, Set.of(channel), List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    return transactions.read(connection ->
        index.unindexed(connection, wanted, 100).stream().map(MessageRow::content).toList());
  }

  private void index(Connection connection) throws SQLException {
    var marks = repository.marks(connection, new Scope(channel + 1, false)).values();
    repository.move(
        connection,
        channel + 1,
        marks.stream().map(mark -> mark.through(Long.parseLong(message))).toList());
  }

  @Test
  void anEditThatIsNotSeenIsReadAsItIs() {
    transactions.moment(connection -> {
      var before = repository.marks(connection, new Scope(channel + 1, false));
      edit("second text");
      index(connection);
      return before;
    });
    assertEquals(List.of("second text"), unindexed());
  }

  @Test
  void anEditOfWhatIsBeingTakenMakesTheSegmentFail() {
    edit("second text");
    var place = new Place(channel, Long.parseLong(message));
    var failed = false;
    try {
      transactions.moment(connection -> {
        assertEquals(List.of(place), repository.changed(connection, Set.of(channel), 10));
        edit("third text");
        repository.seen(connection, List.of(place));
        return place;
      });
    } catch (DatabaseException e) {
      failed = true;
    }
    assertTrue(failed);
    assertTrue(unindexed().contains("third text"));
  }

  @Test
  void oneProcessAtATimeMakesSegmentsOfAScope() {
    transactions.write(connection -> {
      repository.make(connection, channel + 1);
      return channel;
    });
    transactions.write(connection -> {
      assertEquals(List.of(0), repository.claim(connection, channel + 1));
      List<Integer> other = transactions.write(another -> repository.claim(another, channel + 1));
      assertEquals(List.of(), other);
      return channel;
    });
  }
}
