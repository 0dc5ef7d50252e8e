package together.auth.queue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueAgeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger asked = new AtomicInteger();
  private Optional<Instant> due = Optional.empty();

  private QueueAge at(Instant now) {
    return new QueueAges(meters, Clock.fixed(now, ZoneOffset.UTC)).of("letters", this::eldest);
  }

  private Optional<Instant> eldest() {
    asked.incrementAndGet();
    return due;
  }

  private double told() {
    return meters.get("together.auth.queue.age.seconds").tag("queue", "letters").gauge().value();
  }

  @Test
  void tellsHowLongTheEldestHasBeenDue() throws Exception {
    var age = at(NOON);
    assertEquals(0, told());
    due = Optional.of(NOON.minusSeconds(90));
    age.note();
    assertEquals(90, told());
    due = Optional.empty();
    age.note();
    assertEquals(0, told());
  }

  @Test
  void whatIsDueLaterIsNoAge() throws Exception {
    var age = at(NOON);
    due = Optional.of(NOON.plus(Duration.ofDays(14)));
    age.note();
    assertEquals(0, told());
  }

  @Test
  void whoLooksAsksNoDatabase() throws Exception {
    var age = at(NOON);
    due = Optional.of(NOON.minusSeconds(90));
    age.note();
    for (int i = 0; i < 5; i++) {
      assertEquals(90, told());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void theWorkersTurnsNoteItUntilNothingWaits() {
    Deque<Instant> queue = new ArrayDeque<>();
    queue.add(NOON.minusSeconds(90));
    queue.add(NOON.minusSeconds(60));
    var seen = new CopyOnWriteArrayList<Double>();
    var age =
        new QueueAges(meters, Clock.fixed(NOON, ZoneOffset.UTC))
            .of("letters", () -> Optional.ofNullable(queue.peek()));
    var worker =
        new QueueWorker(
            "letters",
            () -> {
              seen.add(told());
              return queue.poll() != null;
            },
            age);
    worker.wake();
    await().until(() -> seen.equals(List.of(90.0, 60.0, 0.0)));
    worker.stop();
  }
}
