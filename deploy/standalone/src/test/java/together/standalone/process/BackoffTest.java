package together.standalone.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToTenSeconds() {
    var backoff = new Backoff();
    var waits = Stream.generate(() -> backoff.after(Duration.ZERO).toMillis()).limit(8).toList();
    assertEquals(
        Stream.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L).toList(), waits);
  }

  @Test
  void startsAnewAfterALongRun() {
    var backoff = new Backoff();
    backoff.after(Duration.ZERO);
    backoff.after(Duration.ZERO);
    assertEquals(Backoff.FIRST, backoff.after(Backoff.LONG_RUN));
    assertEquals(Backoff.FIRST.multipliedBy(2), backoff.after(Duration.ZERO));
  }
}
