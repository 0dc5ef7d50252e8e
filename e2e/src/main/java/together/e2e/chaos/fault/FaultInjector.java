package together.e2e.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Does the faults of a schedule at their moments, undoes each, and remembers what was done. */
public final class FaultInjector {
  /** A restart of the launcher takes one for long. */
  private static final int THREADS = 4;

  private final Faults faults;
  private final Consumer<String> told;
  private final List<Injected> injected = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private final Phaser underWay = new Phaser(1);
  private volatile boolean over;

  /**
   * @param told takes a line for each fault
   */
  public FaultInjector(Faults faults, Consumer<String> told) {
    this.faults = faults;
    this.told = told;
  }

  /** Begins; the moments count from now. */
  public void begin(List<Fault> schedule) {
    for (var fault : schedule) {
      var _ = threads.schedule(() -> inject(fault), fault.at().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void inject(Fault fault) {
    if (over) {
      return;
    }
    underWay.register();
    var began = System.nanoTime();
    try {
      var text = faults.injection(fault.kind()).begin(fault);
      told.accept("%s: %s".formatted(fault, text));
      if (fault.length().isZero()) {
        record(new Injected(fault, began, System.nanoTime(), true, text));
      } else {
        var _ =
            threads.schedule(
                () -> undo(fault, began, text), fault.length().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException | RuntimeException e) {
      told.accept("%s: not done, %s".formatted(fault, e));
      record(new Injected(fault, began, System.nanoTime(), false, e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void undo(Fault fault, long began, String text) {
    try {
      faults.injection(fault.kind()).end(fault);
      record(new Injected(fault, began, System.nanoTime(), true, text));
    } catch (IOException | RuntimeException e) {
      told.accept("%s: could not be undone, %s".formatted(fault, e));
      record(new Injected(fault, began, System.nanoTime(), false, e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All that has been done and undone. */
  public List<Injected> injected() {
    return List.copyOf(injected);
  }

  private void record(Injected done) {
    injected.add(done);
    underWay.arriveAndDeregister();
  }

  /** Waits until the last fault is undone; what has not begun does not begin. */
  public void finish() throws InterruptedException {
    over = true;
    try {
      underWay.awaitAdvanceInterruptibly(underWay.arrive(), 5, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a fault does not end", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
