package together.message.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;
import together.proto.User;

class CachedAuthorDirectoryTest {
  private final List<List<Long>> calls = new CopyOnWriteArrayList<>();
  private volatile Runnable duringCall = () -> {};
  private final CachedAuthorDirectory directory =
      new CachedAuthorDirectory(ids -> {
        calls.add(List.copyOf(ids));
        duringCall.run();
        return ids.stream().filter(id -> id < 5_000).map(id -> user(id, "old")).toList();
      });

  private static User user(long id, String name) {
    return User.newBuilder().setId(id).setUsername(name).build();
  }

  @Test
  void asksOnceForWhatItDoesNotKnow() {
    directory.find(Set.of(1L));
    assertEquals(user(2, "old"), directory.find(Set.of(1L, 2L)).get(2L));
    directory.find(Set.of(1L, 2L));
    assertEquals(List.of(List.of(1L), List.of(2L)), calls);
  }

  @Test
  void asksForAtMostAThousandAtOnce() {
    var ids = LongStream.range(0, 2_500).boxed().collect(Collectors.toSet());
    assertEquals(2_500, directory.find(ids).size());
    assertEquals(List.of(1_000, 1_000, 500), calls.stream().map(List::size).toList());
  }

  @Test
  void whatIsAskedDuringACallGoesTogetherInTheNext() throws Exception {
    var gate = new Semaphore(0);
    duringCall = gate::acquireUninterruptibly;
    // Even ids go one way, odd ones another.
    var first = find(0);
    Awaitility.await().until(() -> calls.size() == 1);
    var others = LongStream.rangeClosed(1, 20).mapToObj(number -> find(2 * number)).toList();
    Awaitility.await().until(() -> others.stream().allMatch(CachedAuthorDirectoryTest::isWaiting));
    gate.release(2);
    first.join();
    for (var other : others) {
      other.join();
    }
    assertEquals(2, calls.size());
    assertEquals(20, calls.getLast().size());
  }

  private Thread find(long id) {
    return Thread.ofPlatform().start(() -> assertEquals(1, directory.find(Set.of(id)).size()));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void aFailureIsToldToAllWhoAsked() {
    duringCall =
        () -> {
          throw Status.UNAVAILABLE.asRuntimeException();
        };
    assertThrows(ProblemException.class, () -> directory.find(Set.of(1L)));
    duringCall = () -> {};
    assertEquals(user(1, "old"), directory.find(Set.of(1L)).get(1L));
  }

  @Test
  void anAccountThatIsGoneHasAName() {
    assertEquals(user(9_999, "deleted_user"), directory.find(Set.of(9_999L)).get(9_999L));
  }

  @Test
  void aChangeReplacesWhatIsKnown() {
    directory.find(Set.of(1L));
    directory.changed(user(1, "new"));
    assertEquals(user(1, "new"), directory.find(Set.of(1L)).get(1L));
  }

  @Test
  void anAnswerOlderThanAChangeIsNotRemembered() {
    duringCall = () -> directory.changed(user(1, "new"));
    directory.find(Set.of(1L));
    assertEquals(user(1, "new"), directory.find(Set.of(1L)).get(1L));
  }
}
