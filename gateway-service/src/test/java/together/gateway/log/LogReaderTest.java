package together.gateway.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That what fails is tried again, and nothing is left out or handed over twice by it. */
class LogReaderTest {
  private final FakeKafka kafka = new FakeKafka(5);
  private final FakeKafka.Sink sink = new FakeKafka.Sink();
  private final LogReader reader =
      new LogReader(
          kafka::connect, 1, Duration.ofMinutes(20), Clock.systemUTC(), sink, LogMeters.NONE);

  @AfterEach
  void close() {
    reader.close();
  }

  private void readAll() {
    reader.start();
    await().until(() -> sink.caughtUp);
    assertTrue(reader.isAlive());
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), List.copyOf(sink.offsets));
    assertEquals(1, sink.begun.get());
  }

  @Test
  void goesOnWhereItWasWhenTheConnectionIsLost() {
    readAll();
    assertEquals(2, kafka.connections.get());
  }

  @Test
  void beginsAnewWhenTheBeginningIsNotFound() {
    kafka.failingSeeks.set(2);
    readAll();
    assertEquals(3, kafka.connections.get());
  }

  @Test
  void handsOverAgainWhatWasRefused() {
    sink.failures.set(2);
    readAll();
  }

  @Test
  void isNotAliveWhileItsRecordsAreRefusedNorAfterItsEnd() {
    sink.failures.set(Integer.MAX_VALUE);
    reader.start();
    await().until(() -> sink.failures.get() < Integer.MAX_VALUE - 1);
    assertFalse(reader.isAlive());
    sink.failures.set(0);
    await().until(() -> sink.caughtUp);
    assertTrue(reader.isAlive());
    reader.close();
    await().until(() -> !reader.isAlive());
  }
}
