package together.message.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;

class GuildChannelAccessTest {
  /** Allows a user the bits of their own id; waits at a gate. */
  private static final class FakeSource implements AccessSource {
    final List<List<AuthorizeQuery>> calls = new CopyOnWriteArrayList<>();
    final Semaphore gate = new Semaphore(0);

    @Override
    public List<Authorization> authorize(List<AuthorizeQuery> queries) {
      calls.add(queries);
      gate.acquireUninterruptibly();
      return queries.stream()
          .map(query -> Authorization.newBuilder().setPermissions(query.getUserId()).build())
          .toList();
    }
  }

  private final FakeSource source = new FakeSource();
  private final GuildChannelAccess access = new GuildChannelAccess(source);

  private CompletableFuture<ChannelGrant> ask(long userId) {
    var answer = new CompletableFuture<ChannelGrant>();
    Thread.startVirtualThread(() -> {
      try {
        answer.complete(access.ask(userId, 1, 0));
      } catch (ProblemException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  @Test
  void whatIsAskedDuringACallGoesTogetherInTheNext() throws Exception {
    var first = ask(1);
    Awaitility.await().until(() -> source.calls.size() == 1);
    var others = new ArrayList<CompletableFuture<ChannelGrant>>();
    IntStream.rangeClosed(2, 21).forEach(user -> others.add(ask(user)));
    Awaitility.await().until(() -> access.waiting(1) == 20);
    source.gate.release(2);

    assertEquals(1, first.get().permissions());
    for (int i = 0; i < others.size(); i++) {
      assertEquals(i + 2, others.get(i).get().permissions());
    }
    assertEquals(2, source.calls.size());
    assertEquals(20, source.calls.get(1).size());
  }

  @Test
  void aFailedCallAllowsNobody() {
    var down =
        new GuildChannelAccess(queries -> {
          throw Status.UNAVAILABLE.asRuntimeException();
        });
    var refused = assertThrows(ProblemException.class, () -> down.ask(1, 1, 0));
    assertEquals(503, refused.type().status());
  }

  @Test
  void anAnswerThatIsTooShortAllowsNobody() {
    var broken = new GuildChannelAccess(queries -> List.of());
    var refused = assertThrows(ProblemException.class, () -> broken.ask(1, 1, 0));
    assertEquals(503, refused.type().status());
  }
}
