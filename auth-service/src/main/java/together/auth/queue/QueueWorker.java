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
  private final QueueAge age;
  private final ScheduledExecutorService thread;

  /**
   * @param queue names the thread and the lines of the log
   * @param age noted before each row, so what is told is no older than the work under way
   */
  public QueueWorker(String queue, Work work, QueueAge age) {
    this.queue = queue;
    this.work = work;
    this.age = age;
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
      boolean more = true;
      while (more && !Thread.currentThread().isInterrupted()) {
        age.note();
        more = work.next();
      }
    } catch (SQLException | RuntimeException | Error e) {
      // An error too: the schedule would end with it, unseen.
      log.warnf(e, "%s wait", queue);
    }
  }
}
