package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlushesTest {
  private static final Duration MOST_PAUSE = Duration.ofMillis(40);

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private long now;
  private long cost;
  private int flushed;
  private final Flushes flushes = new Flushes(loop.eventLoop(), MOST_PAUSE, () -> now);

  FlushesTest() {
    loop.freezeTime();
  }

  /** A socket gets something to flush, which takes {@link #cost}. */
  private void send() {
    flushes.add(() -> {
      flushed++;
      now += cost;
    });
    flushes.flush();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    loop.runPendingTasks();
  }

  @Test
  void flushesAtOnceAtRest() {
    cost = Duration.ofMillis(1).toNanos();

    send();
    pass(Duration.ofMillis(8));
    send();

    assertEquals(2, flushed);
  }

  @Test
  void pausesInProportionToWhatAFlushTook() {
    cost = Duration.ofMillis(1).toNanos();
    send();

    send();
    send();
    pass(Duration.ofMillis(6));
    assertEquals(1, flushed);
    pass(Duration.ofMillis(1));

    assertEquals(3, flushed);
  }

  @Test
  void pausesNoLongerThanTheMost() {
    cost = Duration.ofSeconds(1).toNanos();
    send();

    send();
    pass(MOST_PAUSE);

    assertEquals(2, flushed);
  }

  /** As a replay does, which goes on as soon as the socket has room. */
  @Test
  void whatAFlushLetsComeIsFlushedInTheNextRound() {
    flushes.add(() -> {
      flushed++;
      send();
      send();
    });
    flushes.flush();
    assertEquals(1, flushed);

    pass(Duration.ZERO);
    assertEquals(3, flushed);

    send();
    assertEquals(4, flushed);
  }
}
