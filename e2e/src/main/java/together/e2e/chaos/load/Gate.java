package together.e2e.chaos.load;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import together.e2e.chaos.check.Finding;
import together.e2e.chaos.check.Findings;
import together.e2e.chaos.check.Sight;
import together.e2e.client.Answer;
import together.e2e.client.UnreachableException;

/**
 * Changes who sees a channel, and notes it: unsure from before the request until its answer. After
 * a request that got none it waits until no copy of it can still be on its way, and asks again.
 */
final class Gate {
  private static final long PAUSE_NANOS = 300_000_000L;

  /** Longer than the longest fault and every deadline of the platform together. */
  private static final long SETTLED_MILLIS = 25_000;

  private final Findings findings;
  private final Tally tally;
  private final Shift shift;

  Gate(Findings findings, Tally tally, Shift shift) {
    this.findings = findings;
    this.tally = tally;
    this.shift = shift;
  }

  /**
   * Makes a change that may be repeated, until it is done.
   *
   * @param name of the kind of change, to be counted
   * @return whether it was done; false when the run ended before
   */
  boolean change(String name, List<Sight> sights, Sight.State to, Supplier<Answer> request) {
    sights.forEach(sight -> sight.becomes(Sight.State.UNSURE, System.nanoTime()));
    var certain = true;
    while (!shift.late()) {
      var status = status(request);
      if (done(status)) {
        if (certain) {
          sights.forEach(sight -> sight.becomes(to, System.nanoTime()));
          tally.count(name);
          return true;
        }
        shift.pause(SETTLED_MILLIS);
        if (shift.over()) {
          return false;
        }
        certain = true;
      } else if (status == 0 || status >= 500) {
        certain = false;
      } else if (status != 429 && status != 401) {
        findings.add(Finding.Kind.MISANSWERED, name + " was answered " + status);
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return false;
  }

  /** 404 and 409: an earlier copy of the request has done it. */
  private static boolean done(int status) {
    return (status >= 200 && status < 300) || status == 404 || status == 409;
  }

  private int status(Supplier<Answer> request) {
    try {
      return request.get().status();
    } catch (UnreachableException e) {
      tally.count("changes without an answer");
      return 0;
    }
  }
}
