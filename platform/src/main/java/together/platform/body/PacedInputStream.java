package together.platform.body;

import io.vertx.core.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A body that never runs far ahead of the event loop that sends it. What another thread writes
 * waits in the loop's queue of tasks until the loop takes it, and only then fills the connection's
 * own queue, which is bounded: while the loop is late, nothing else would hold the reader back.
 */
public final class PacedInputStream extends FilterInputStream {
  static final int MOST_AHEAD = 131_072;
  private static final int PATIENCE_SECONDS = 30;

  private final Context loop;
  private int ahead;

  /**
   * @param loop of the connection the body goes to
   */
  public PacedInputStream(InputStream body, Context loop) {
    super(body);
    this.loop = loop;
  }

  @Override
  public int read() throws IOException {
    pace();
    int read = super.read();
    ahead += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    pace();
    int read = super.read(bytes, from, Math.min(length, MOST_AHEAD));
    ahead += Math.max(read, 0);
    return read;
  }

  /** Waits until the loop has taken what was read before. */
  private void pace() throws IOException {
    if (ahead < MOST_AHEAD) {
      return;
    }
    ahead = 0;
    var taken = new CountDownLatch(1);
    loop.runOnContext(_ -> taken.countDown());
    try {
      if (!taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the event loop has taken nothing for " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
