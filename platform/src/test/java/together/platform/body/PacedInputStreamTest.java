package together.platform.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacedInputStreamTest {
  private static final int ALL = 4 * PacedInputStream.MOST_AHEAD;
  private static final int PART = 8_192;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    vertx.close();
  }

  private static int readAll(PacedInputStream body, AtomicInteger done) throws IOException {
    var part = new byte[PART];
    for (int read = body.read(part); read >= 0; read = body.read(part)) {
      done.addAndGet(read);
    }
    return done.get();
  }

  @Test
  void doesNotRunAheadOfALoopThatIsLate() throws Exception {
    var late = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    loop.runOnContext(_ -> {
      stopped.countDown();
      try {
        late.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    stopped.await();
    var done = new AtomicInteger();
    var body = new PacedInputStream(new ByteArrayInputStream(new byte[ALL]), loop);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var read = threads.submit(() -> readAll(body, done));
      Awaitility.await().until(() -> done.get() == PacedInputStream.MOST_AHEAD);
      // It waits for the loop: nothing more comes however often one looks.
      for (int i = 0; i < 1_000; i++) {
        assertEquals(PacedInputStream.MOST_AHEAD, done.get());
        Thread.onSpinWait();
      }
      late.countDown();
      assertEquals(ALL, read.get());
    }
  }

  @Test
  void givesEveryByteOnce() throws IOException {
    var bytes = new byte[2 * PacedInputStream.MOST_AHEAD + 17];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    try (var body = new PacedInputStream(new ByteArrayInputStream(bytes), loop)) {
      assertEquals(bytes[0] & 0xFF, body.read());
      var rest = body.readAllBytes();
      assertEquals(bytes.length - 1, rest.length);
      assertTrue(java.util.Arrays.equals(bytes, 1, bytes.length, rest, 0, rest.length));
      assertEquals(-1, body.read());
    }
  }
}
