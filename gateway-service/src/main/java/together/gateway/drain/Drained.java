package together.gateway.drain;

import java.time.Duration;

/** A part of this node that has something to bring to an end before the process ends. */
public interface Drained {
  /**
   * Returns when nothing is left, or after that time. Called once, on a thread that may be blocked,
   * together with the other parts; the node's listeners are closed by then.
   */
  void drain(Duration most) throws InterruptedException;
}
