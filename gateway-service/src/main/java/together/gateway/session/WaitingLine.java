package together.gateway.session;

import java.util.concurrent.atomic.AtomicInteger;

/** The sessions that are being loaded or wait for it, bounded. Thread-safe. */
final class WaitingLine {
  private final int most;
  private final AtomicInteger length = new AtomicInteger();

  WaitingLine(int most) {
    this.most = most;
  }

  boolean isFull() {
    return length.get() >= most;
  }

  /** False when it is full; else the session must leave once, whatever becomes of it. */
  boolean enter() {
    if (length.incrementAndGet() > most) {
      length.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    length.decrementAndGet();
  }

  int length() {
    return length.get();
  }
}
