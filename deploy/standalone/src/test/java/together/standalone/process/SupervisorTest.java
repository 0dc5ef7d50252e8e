package together.standalone.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SupervisorTest {
  private final BlockingQueue<FakeChild> spawned = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Supervisor.Listener listener =
      new Supervisor.Listener() {
        @Override
        public void started(Child child) {
          told.add("started");
        }

        @Override
        public void ended(int exitStatus, Duration untilNextStart) {
          told.add("ended " + exitStatus + " wait " + untilNextStart.toMillis());
        }

        @Override
        public void notStarted(IOException reason, Duration untilNextStart) {
          told.add("not started " + reason.getMessage() + " wait " + untilNextStart.toMillis());
        }
      };

  private Supervisor supervisor(Supervisor.Pause pause) {
    return new Supervisor(this::spawn, listener, pause, () -> now);
  }

  private Child spawn() {
    var child = new FakeChild();
    spawned.add(child);
    return child;
  }

  private static void noPause(Duration duration) {}

  @Test
  void startsAgainWhatDiedAndWaitsLongerEachTime() throws InterruptedException {
    var supervisor = supervisor(SupervisorTest::noPause);
    var thread = Thread.ofVirtual().start(supervisor::run);
    spawned.take().die(137);
    spawned.take().die(1);
    spawned.take();
    supervisor.stop(Duration.ofSeconds(1));
    thread.join();
    assertEquals(
        List.of("started", "ended 137 wait 200", "started", "ended 1 wait 400", "started"),
        List.copyOf(told));
  }

  @Test
  void waitsBrieflyAgainAfterALongRun() throws InterruptedException {
    var supervisor = supervisor(SupervisorTest::noPause);
    var thread = Thread.ofVirtual().start(supervisor::run);
    spawned.take().die(1);
    spawned.take().die(1);
    var third = spawned.take();
    assertEquals("ended 1 wait 400", awaitTold("ended 1 wait 400"));
    // The third start has been told, so its beginning has been noted.
    awaitTold("started");
    now = now.plus(Backoff.LONG_RUN);
    third.die(1);
    spawned.take();
    supervisor.stop(Duration.ofSeconds(1));
    thread.join();
    assertTrue(told.contains("ended 1 wait 200"), told.toString());
  }

  private String awaitTold(String line) throws InterruptedException {
    for (var next = told.take(); ; next = told.take()) {
      if (next.equals(line)) {
        return next;
      }
    }
  }

  @Test
  void triesAgainWhatCannotBeStarted() throws InterruptedException {
    var failures = new LinkedBlockingQueue<>(List.of("no memory", "no memory"));
    var supervisor =
        new Supervisor(
            () -> {
              var failure = failures.poll();
              if (failure != null) {
                throw new IOException(failure);
              }
              return spawn();
            },
            listener,
            SupervisorTest::noPause,
            () -> now);
    var thread = Thread.ofVirtual().start(supervisor::run);
    spawned.take();
    supervisor.stop(Duration.ofSeconds(1));
    thread.join();
    assertEquals(
        List.of("not started no memory wait 200", "not started no memory wait 400", "started"),
        List.copyOf(told));
  }

  @Test
  void startsNothingAfterStop() throws InterruptedException {
    var supervisor = supervisor(SupervisorTest::noPause);
    supervisor.stop(Duration.ofSeconds(1));
    supervisor.run();
    assertNull(spawned.poll());
  }

  @Test
  void stopCutsAWaitShort() throws InterruptedException {
    var waiting = new CountDownLatch(1);
    var supervisor =
        supervisor(duration -> {
          waiting.countDown();
          new CountDownLatch(1).await();
        });
    var thread = Thread.ofVirtual().start(supervisor::run);
    spawned.take().die(1);
    waiting.await();
    supervisor.stop(Duration.ofSeconds(1));
    assertTrue(thread.join(Duration.ofSeconds(10)));
    assertNull(spawned.poll());
  }

  @Test
  void stopIsNotToldAsADeath() throws InterruptedException {
    var supervisor = supervisor(SupervisorTest::noPause);
    var thread = Thread.ofVirtual().start(supervisor::run);
    var child = Objects.requireNonNull(spawned.poll(10, TimeUnit.SECONDS));
    awaitTold("started");
    supervisor.stop(Duration.ofSeconds(1));
    thread.join();
    assertTrue(child.exit().isDone());
    assertFalse(told.stream().anyMatch(line -> line.startsWith("ended")), told.toString());
  }
}
