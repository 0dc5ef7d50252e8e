package together.message.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.message.store.DatabaseException;
import together.platform.id.IdsUnavailableException;
import together.platform.problem.ProblemException;
import together.proto.Message;

class PostWriterTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Numbers what it gets; fails a batch that holds a bad draft, or every batch. */
  private static final class FakeStore implements BatchStore {
    final List<List<String>> stored = new CopyOnWriteArrayList<>();
    final Semaphore gate = new Semaphore(0);
    volatile String bad = "";
    volatile @Nullable RuntimeException down;
    final AtomicInteger begun = new AtomicInteger();
    private long id;

    @Override
    public List<Outcome> append(List<Draft> drafts) {
      begun.incrementAndGet();
      gate.acquireUninterruptibly();
      var texts = drafts.stream().map(draft -> draft.message().getContent()).toList();
      var failure = down;
      if (failure != null) {
        throw failure;
      }
      if (texts.contains("from the future")) {
        throw new IdsUnavailableException("the clock is behind");
      }
      if (texts.contains(bad)) {
        throw new DatabaseException(new SQLException("cannot be stored", "22021"));
      }
      stored.add(texts);
      var outcomes = new ArrayList<Outcome>();
      drafts.forEach(draft -> outcomes.add(new Outcome.Created(draft.numbered(++id))));
      return outcomes;
    }
  }

  private final FakeStore store = new FakeStore();
  private final ExecutorService posters = Executors.newVirtualThreadPerTaskExecutor();
  private final PostWriter writer =
      new PostWriter(store, new PostMetrics(new SimpleMeterRegistry()), settings());

  private static PostSettings settings() {
    return new PostSettings() {
      @Override
      public Duration deadline() {
        return LONG;
      }

      @Override
      public int queue() {
        return 10;
      }

      @Override
      public int batch() {
        return 8;
      }

      @Override
      public Duration mostPause() {
        return Duration.ofMillis(4);
      }

      @Override
      public int writers() {
        return 2;
      }
    };
  }

  private static Draft draft(String content) {
    return new Draft(
        Message.newBuilder().setChannelId(1).setContent(content).build(), 2, 3, 0, null);
  }

  /** Posts in the background; returns once the draft waits in the queue. */
  private CompletableFuture<Outcome> post(String content) {
    return CompletableFuture.supplyAsync(
        () -> writer.write(draft(content), Deadline.in(LONG)), posters);
  }

  private void awaitWriter(int batches) {
    Awaitility.await().until(() -> store.begun.get() == batches);
  }

  private static String problemOf(CompletableFuture<Outcome> post) {
    var failed = assertThrows(ExecutionException.class, post::get);
    return assertInstanceOf(ProblemException.class, failed.getCause()).type().name();
  }

  @AfterEach
  void letAllGo() {
    store.gate.release(1_000);
    posters.close();
  }

  @Test
  void writesWhatWaitsAsOneBatch() throws Exception {
    var first = post("first");
    awaitWriter(1);
    var others = IntStream.range(0, 5).mapToObj(i -> post("other" + i)).toList();
    awaitQueued(5);
    store.gate.release(2);
    first.get();
    for (var other : others) {
      assertInstanceOf(Outcome.Created.class, other.get());
    }
    assertEquals(2, store.stored.size());
    assertEquals(5, store.stored.get(1).size());
  }

  @Test
  void aDraftThatCannotBeStoredFailsAlone() throws Exception {
    store.bad = "bad";
    var first = post("first");
    awaitWriter(1);
    var posts = new ArrayList<CompletableFuture<Outcome>>();
    for (int i = 0; i < 7; i++) {
      posts.add(post(i == 3 ? "bad" : "good" + i));
      awaitQueued(i + 1);
    }
    store.gate.release(1_000);
    first.get();
    for (int i = 0; i < 7; i++) {
      if (i == 3) {
        assertEquals("INTERNAL_ERROR", problemOf(posts.get(i)));
      } else {
        assertInstanceOf(Outcome.Created.class, posts.get(i).get());
      }
    }
    assertEquals(
        List.of("first", "good0", "good1", "good2", "good4", "good5", "good6"),
        store.stored.stream().flatMap(List::stream).toList());
  }

  @Test
  void aChannelAheadOfTheClockFailsAlone() throws Exception {
    var first = post("first");
    awaitWriter(1);
    var early = post("from the future");
    var other = post("other");
    awaitQueued(2);
    store.gate.release(1_000);
    first.get();
    assertEquals("DEPENDENCY_UNAVAILABLE", problemOf(early));
    assertInstanceOf(Outcome.Created.class, other.get());
  }

  @Test
  void aDatabaseThatIsDownAcknowledgesNobody() {
    store.down = new DatabaseException(new SQLException("no connection", "08006"));
    var posts = IntStream.range(0, 5).mapToObj(i -> post("post" + i)).toList();
    store.gate.release(1_000);
    posts.forEach(post -> assertEquals("DEPENDENCY_UNAVAILABLE", problemOf(post)));
    assertTrue(store.stored.isEmpty());
  }

  @Test
  void goesOnWhenTheDatabaseIsBack() throws Exception {
    store.down = new DatabaseException(new SQLException("deadlock", "40P01"));
    store.gate.release(1_000);
    assertEquals("DEPENDENCY_UNAVAILABLE", problemOf(post("lost")));
    store.down = null;
    assertInstanceOf(Outcome.Created.class, post("kept").get());
  }

  @Test
  void refusesWhatDoesNotFitIntoTheQueue() throws Exception {
    var first = post("first");
    awaitWriter(1);
    var posts = IntStream.range(0, 10).mapToObj(i -> post("waits" + i)).toList();
    awaitQueued(10);
    assertEquals("CHANNEL_BUSY", problemOf(post("too much")));
    store.gate.release(1_000);
    first.get();
    for (var post : posts) {
      post.get();
    }
  }

  @Test
  void aPostThatGaveUpWaitingIsNotWritten() throws Exception {
    var first = post("first");
    awaitWriter(1);
    var late = Deadline.in(Duration.ofMillis(1));
    var timedOut = assertThrows(ProblemException.class, () -> writer.write(draft("late"), late));
    assertEquals("POST_TIMED_OUT", timedOut.type().name());
    store.gate.release(1_000);
    first.get();
    post("last").get();
    assertEquals(List.of(List.of("first"), List.of("last")), store.stored);
  }

  private void awaitQueued(int count) {
    Awaitility.await().until(() -> writer.waiting(1) == count);
  }
}
