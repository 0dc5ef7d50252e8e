package together.e2e.chaos.fault;

import java.io.IOException;

/** A way to do one kind of fault. */
interface Injection {
  /**
   * Does it.
   *
   * @return what happened, for the record
   * @throws IOException when it could not be done, which the run tells
   */
  String begin(Fault fault) throws IOException, InterruptedException;

  /** Undoes it, if there is something to undo. */
  default void end(Fault fault) throws IOException, InterruptedException {}
}
