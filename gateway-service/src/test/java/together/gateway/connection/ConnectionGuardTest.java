package together.gateway.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {
  private static final long FIRST = TimeUnit.SECONDS.toNanos(10);
  private static final long NEXT = TimeUnit.SECONDS.toNanos(75);

  private long now;
  private final ConnectionGuard guard = new ConnectionGuard(FIRST, NEXT, () -> now);
  private final EmbeddedChannel channel = new EmbeddedChannel(guard);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  /** Whether it is open so much later. */
  private boolean isOpenAfter(long nanos) {
    now += nanos;
    channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    channel.runPendingTasks();
    return channel.isOpen();
  }

  @Test
  void closesAConnectionThatNeverAsksHoweverManyBytesItSends() {
    for (int i = 0; i < 9; i++) {
      channel.writeInbound(Unpooled.copiedBuffer(new byte[] {'x'}));
      assertTrue(isOpenAfter(FIRST / 10));
    }
    assertFalse(isOpenAfter(FIRST / 10 + 1));
  }

  @Test
  void waitsForAnAnswerAsLongAsItTakes() {
    guard.asked();
    assertTrue(isOpenAfter(10 * NEXT));
    guard.answered();
    assertTrue(isOpenAfter(NEXT / 2));
    assertFalse(isOpenAfter(NEXT));
  }

  @Test
  void waitsLongerForTheNextRequestThanForTheFirst() {
    guard.asked();
    guard.answered();
    assertTrue(isOpenAfter(FIRST + 1));
    assertFalse(isOpenAfter(NEXT));
  }

  @Test
  void waitsWhileOneOfSeveralRequestsIsUnderWay() {
    guard.asked();
    guard.asked();
    guard.answered();
    assertTrue(isOpenAfter(2 * NEXT));
  }

  @Test
  void leavesASocketToItself() {
    guard.release(channel);
    assertNull(channel.pipeline().get(ConnectionGuard.class));
    assertTrue(isOpenAfter(10 * FIRST));
    assertNull(channel.attr(ConnectionGuard.KEY).get());
  }
}
