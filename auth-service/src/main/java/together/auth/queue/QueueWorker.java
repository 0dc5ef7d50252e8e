package together.auth.queue;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Works a queue in the database off, one row after the other, on a thread of its own: when it is
 * woken, and every two seconds, for a row of another process, or of one that died, wakes nobody.
 */
public final class QueueWorker {
  private static final Logger log = Logger.getLogger(QueueWorker.class);
  private static final int POLL_SECONDS = 2;

  /** Takes the next row and does what it asks for. */
  @FunctionalInterface
  public interface Work {
    /** False when nothing waits, or nothing can be done now. */
    boolean next() throws SQLException;
  }

  private final String queue;
  private final Work work;
  private final ScheduledExecutorService thread;

  /**
   * @param queue names the thread and the lines of the log
   */
  public QueueWorker(String queue, Work work) {
    this.queue = queue;
    this.work = work;
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name(queue).unstarted(task));
  }

  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::workOff, 1, POLL_SECONDS, TimeUnit.SECONDS);
  }

  public void stop() {
    thread.shutdownNow();
  }

  /** There is something in the queue. */
  public void wake() {
    try {
      thread.execute(this::workOff);
    } catch (RejectedExecutionException e) {
      log.debugf("stopping: %s wait for the next start", queue);
    }
  }

  private void workOff() {
    try {
      while (!Thread.currentThread().isInterrupted() && work.next()) {
        // Another one may wait.
      }
    } catch (SQLException | RuntimeException | Error e) {
      // An error too: the schedule would end with it, unseen.
      log.warnf(e, "%s wait", queue);
    }
  }
}
