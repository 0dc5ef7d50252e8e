package together.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.gateway.audience.GuildViews;
import together.gateway.log.EventLog;
import together.gateway.log.LogEntry;
import together.gateway.log.Past;
import together.gateway.log.Positions;
import together.gateway.log.Records;

/** That a stalled event loop stops the reading before memory is full of what it has not taken. */
class FeedsTest {
  private static final int MOST_BYTES = 20_000;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Feeds feeds = new Feeds(MOST_BYTES);
  private final CountDownLatch stall = new CountDownLatch(1);
  private final AtomicInteger handed = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  @AfterEach
  void end() throws InterruptedException {
    stall.countDown();
    feeds.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private EventLoopShard shard() {
    var start = new Positions(1);
    var history = new FakeHistory();
    return new EventLoopShard(
        loop,
        new Past(new EventLog(start, 1 << 20), history),
        start,
        new GuildViews(Clock.systemUTC()),
        TestSettings.DEFAULT,
        new SessionMeters(new SimpleMeterRegistry()));
  }

  private static List<LogEntry> batch(int number) {
    return List.of(Records.message(0, number, 1, 7, number + 1L, 1));
  }

  @Test
  void aStalledEventLoopMakesTheReaderWaitUntilItGoesOn() {
    var _ = feeds.shard(loop, this::shard);
    loop.execute(() -> {
      try {
        stall.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    int all = 10 * MOST_BYTES / batch(0).getFirst().bytes();
    Thread.ofVirtual()
        .start(() -> {
          for (int i = 0; i < all; i++) {
            feeds.awaitRoom();
            feeds.hand(batch(i), taken::incrementAndGet);
            handed.incrementAndGet();
          }
        });
    int most = 0;
    for (long bytes = 0; bytes <= MOST_BYTES; most++) {
      bytes += batch(most).getFirst().bytes();
    }
    int room = most;
    await().until(() -> handed.get() == room);
    await().during(300, TimeUnit.MILLISECONDS).until(() -> handed.get() == room);
    assertEquals(0, taken.get());
    stall.countDown();
    await().until(() -> taken.get() == all);
  }
}
