package together.message.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * One worker at a time per key; what arrives while it works goes into its next batch.
 *
 * <p>Entries of a key are worked off in the order of their arrival. A key without entries costs
 * nothing. Thread-safe; {@link #offer} never blocks.
 */
public final class Lanes<K, E> {
  private static final Logger log = Logger.getLogger(Lanes.class);

  private final int mostWaiting;
  private final int mostInBatch;
  private final BiConsumer<K, List<E>> worker;

  /**
   * Fair, so that no key starves; taken before a batch is, so that what comes meanwhile joins it.
   */
  private final Semaphore workers;

  /** A key is here while its worker runs, even when nothing waits for it. */
  private final Map<K, ArrayDeque<E>> lanes = new HashMap<>();

  /**
   * @param mostWorkers keys worked at once
   * @param mostWaiting entries of one key beyond this are refused
   * @param mostInBatch the worker gets no more at once
   * @param worker must answer each entry itself, failures too
   */
  public Lanes(int mostWorkers, int mostWaiting, int mostInBatch, BiConsumer<K, List<E>> worker) {
    workers = new Semaphore(mostWorkers, true);
    this.mostWaiting = mostWaiting;
    this.mostInBatch = mostInBatch;
    this.worker = worker;
  }

  /** Queues an entry; false when its key's queue is full. */
  public boolean offer(K key, E entry) {
    synchronized (lanes) {
      var lane = lanes.get(key);
      if (lane != null) {
        return lane.size() < mostWaiting && lane.add(entry);
      }
      lane = new ArrayDeque<>();
      lane.add(entry);
      lanes.put(key, lane);
    }
    Thread.startVirtualThread(() -> work(key));
    return true;
  }

  /** How many entries of a key wait for a worker. */
  public int waiting(K key) {
    synchronized (lanes) {
      var lane = lanes.get(key);
      return lane == null ? 0 : lane.size();
    }
  }

  private void work(K key) {
    boolean busy = true;
    while (busy) {
      workers.acquireUninterruptibly();
      try {
        var batch = next(key);
        busy = !batch.isEmpty();
        if (busy) {
          worker.accept(key, batch);
        }
      } catch (RuntimeException e) {
        log.error("a batch was left unanswered", e);
      } finally {
        workers.release();
      }
    }
  }

  private List<E> next(K key) {
    synchronized (lanes) {
      var lane = lanes.get(key);
      var batch = new ArrayList<E>();
      while (lane != null && !lane.isEmpty() && batch.size() < mostInBatch) {
        batch.add(lane.remove());
      }
      if (batch.isEmpty()) {
        lanes.remove(key);
      }
      return batch;
    }
  }
}
