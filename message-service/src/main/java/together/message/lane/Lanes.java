package together.message.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * One worker at a time per key; what arrives while it works goes into its next batch. A batch is
 * followed by a pause in proportion to its time and its size, because most of its price does not
 * depend on how many share it: at rest an entry is worked at once, at load many go together.
 *
 * <p>Entries of a key are worked off in the order of their arrival. Keys are few: each is kept.
 * Workers are threads of their own, since what they do is wait for others: a virtual thread is
 * woken from that over a poller and a carrier. Thread-safe; {@link #offer} never blocks.
 */
public final class Lanes<K, E> {
  private static final Logger log = Logger.getLogger(Lanes.class);

  /** An entry's share of its batch's time is followed by so many times as much of a pause. */
  private static final long PAUSES = 2;

  private final int mostWaiting;
  private final int mostInBatch;
  private final long mostPauseNanos;
  private final BiConsumer<K, List<E>> worker;

  /** What is due goes in the order in which it became so: no key starves. */
  private final ScheduledThreadPoolExecutor workers;

  private final Map<K, Lane> lanes = new ConcurrentHashMap<>();

  private final class Lane implements Runnable {
    private final K key;
    private final ArrayDeque<E> waiting = new ArrayDeque<>();
    private long notBefore = System.nanoTime();

    /** Its batch is being worked, or will be at a known time. */
    private boolean due;

    Lane(K key) {
      this.key = key;
    }

    synchronized boolean offer(E entry) {
      if (waiting.size() >= mostWaiting) {
        return false;
      }
      waiting.add(entry);
      if (!due) {
        schedule();
      }
      return true;
    }

    synchronized int waiting() {
      return waiting.size();
    }

    private void schedule() {
      due = true;
      long pause = waiting.size() < mostInBatch ? notBefore - System.nanoTime() : 0;
      var _ = workers.schedule(this, Math.max(0, pause), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      var batch = next();
      long began = System.nanoTime();
      try {
        worker.accept(key, batch);
      } catch (RuntimeException e) {
        log.error("a batch was left unanswered", e);
      } finally {
        worked(batch.size(), System.nanoTime() - began);
      }
    }

    private synchronized List<E> next() {
      var batch = new ArrayList<E>();
      while (!waiting.isEmpty() && batch.size() < mostInBatch) {
        batch.add(waiting.remove());
      }
      return batch;
    }

    private synchronized void worked(int entries, long nanos) {
      notBefore = System.nanoTime() + Math.min(mostPauseNanos, PAUSES * entries * nanos);
      due = false;
      if (!waiting.isEmpty()) {
        schedule();
      }
    }
  }

  /**
   * @param name of the threads
   * @param mostWorkers keys worked at once
   * @param mostWaiting entries of one key beyond this are refused
   * @param mostInBatch the worker gets no more at once
   * @param mostPause between two batches of a key
   * @param worker must answer each entry itself, failures too
   */
  public Lanes(
      String name,
      int mostWorkers,
      int mostWaiting,
      int mostInBatch,
      Duration mostPause,
      BiConsumer<K, List<E>> worker) {
    var number = new AtomicInteger();
    workers =
        new ScheduledThreadPoolExecutor(
            mostWorkers,
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name(name + "-" + number.incrementAndGet())
                    .unstarted(task));
    this.mostWaiting = mostWaiting;
    this.mostInBatch = mostInBatch;
    this.mostPauseNanos = mostPause.toNanos();
    this.worker = worker;
  }

  /** Queues an entry; false when its key's queue is full. */
  public boolean offer(K key, E entry) {
    return lanes.computeIfAbsent(key, Lane::new).offer(entry);
  }

  /** How many entries of a key wait for a worker. */
  public int waiting(K key) {
    var lane = lanes.get(key);
    return lane == null ? 0 : lane.waiting();
  }
}
