package together.gateway.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTest {
  private record Settings(Duration most, Duration perSocket) implements Drain.Settings {}

  private static final Settings SETTINGS =
      new Settings(Duration.ofSeconds(5), Duration.ofMillis(5));

  @Test
  void closesTheListenersBeforeItsPartsEnd() {
    var listener = new EmbeddedChannel();
    var open = Collections.synchronizedList(new ArrayList<Boolean>());
    var drain = new Drain(SETTINGS, List.of(most -> open.add(listener.isOpen())));
    drain.cameBy(listener);
    drain.cameBy(null);
    assertFalse(drain.isDraining());
    drain.begin(new ShutdownDelayInitiatedEvent());
    assertTrue(drain.isDraining());
    assertEquals(List.of(false), open);
  }

  @Test
  void aPartThatFailsKeepsNoOtherFromItsEnd() {
    var given = Collections.synchronizedList(new ArrayList<Duration>());
    Drained broken =
        most -> {
          throw new IllegalStateException("a defect");
        };
    new Drain(SETTINGS, List.of(broken, given::add)).begin(new ShutdownDelayInitiatedEvent());
    assertEquals(List.of(Duration.ofSeconds(5)), given);
  }
}
