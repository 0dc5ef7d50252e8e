package together.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * Passes a body on as it comes, no faster than its reader takes it. Unlike Vert.x's pipe it counts,
 * and tells which side is waited for. Used on one event loop.
 */
final class Pump {
  private final ReadStream<Buffer> from;
  private final WriteStream<Buffer> to;
  private long most = Long.MAX_VALUE;
  private long passed;
  private boolean stopped;
  private Runnable onTooMuch = () -> {};
  private Runnable onBlocked = () -> {};
  private Runnable onFlowing = () -> {};
  private Runnable onEnd = () -> {};

  Pump(ReadStream<Buffer> from, WriteStream<Buffer> to) {
    this.from = from;
    this.to = to;
  }

  /** Stops before more than that many bytes have passed. */
  Pump atMost(long bytes, Runnable action) {
    most = bytes;
    onTooMuch = action;
    return this;
  }

  /** The reader is waited for. */
  Pump onBlocked(Runnable action) {
    onBlocked = action;
    return this;
  }

  /** The writer is waited for: at the start of each wait. */
  Pump onFlowing(Runnable action) {
    onFlowing = action;
    return this;
  }

  Pump onEnd(Runnable action) {
    onEnd = action;
    return this;
  }

  void start() {
    from.handler(this::pass);
    from.endHandler(_ -> {
      if (!stopped) {
        onEnd.run();
      }
    });
    from.resume();
  }

  private void pass(Buffer chunk) {
    if (stopped) {
      return;
    }
    passed += chunk.length();
    if (passed > most) {
      stopped = true;
      onTooMuch.run();
      return;
    }
    to.write(chunk);
    if (to.writeQueueFull()) {
      from.pause();
      onBlocked.run();
      to.drainHandler(_ -> {
        onFlowing.run();
        from.resume();
      });
    } else {
      onFlowing.run();
    }
  }
}
