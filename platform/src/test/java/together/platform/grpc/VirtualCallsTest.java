package together.platform.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualCallsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final VirtualCalls calls = new VirtualCalls(threads, 2);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    threads.close();
  }

  private String pass() throws InterruptedException {
    gate.await();
    return "passed";
  }

  private static Status.Code refusal(Uni<String> call) {
    return assertThrows(StatusRuntimeException.class, () -> call.await().atMost(LONG))
        .getStatus()
        .getCode();
  }

  @Test
  void oneMoreThanMayBeUnderWayIsRefusedAtOnce() {
    var first = calls.answer(this::pass).subscribeAsCompletionStage();
    var second = calls.answer(this::pass).subscribeAsCompletionStage();
    assertEquals(Status.Code.UNAVAILABLE, refusal(calls.answer(() -> "third")));
    gate.countDown();
    assertEquals("passed", first.join());
    assertEquals("passed", second.join());
  }

  @Test
  void aCallThatWasGivenUpKeepsItsPlaceUntilItEnds() throws Exception {
    var ended = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      calls
          .answer(() -> {
            try {
              return pass();
            } finally {
              ended.countDown();
            }
          })
          .subscribeAsCompletionStage()
          .cancel(true);
    }
    assertEquals(Status.Code.UNAVAILABLE, refusal(calls.answer(() -> "third")));
    gate.countDown();
    ended.await();
    // Its place is free right after.
    var answer = calls.answer(() -> "later").onFailure().retry().indefinitely();
    assertEquals("later", answer.await().atMost(LONG));
  }

  @Test
  void failuresGiveTheirPlaceBack() {
    for (int i = 0; i < 10; i++) {
      assertEquals(
          Status.Code.INTERNAL,
          refusal(
              calls.answer(() -> {
                throw new IllegalStateException("broken");
              })));
    }
    assertEquals("answered", calls.answer(() -> "answered").await().atMost(LONG));
  }
}
