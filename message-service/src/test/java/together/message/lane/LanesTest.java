package together.message.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  private final Semaphore gate = new Semaphore(0);

  private Lanes<String, Integer> gated(int mostWorkers, int mostWaiting, int mostInBatch) {
    return new Lanes<>(
        "test",
        mostWorkers,
        mostWaiting,
        mostInBatch,
        Duration.ZERO,
        (key, batch) -> {
          batches.add(batch);
          gate.acquireUninterruptibly();
        });
  }

  private void awaitBatches(int count) {
    Awaitility.await().until(() -> batches.size() == count);
  }

  @Test
  void whatArrivesWhileOneBatchIsWorkedGoesTogetherInTheNext() {
    var lanes = gated(1, 100, 100);
    lanes.offer("a", 1);
    awaitBatches(1);
    lanes.offer("a", 2);
    lanes.offer("a", 3);
    gate.release(2);
    awaitBatches(2);
    assertEquals(List.of(List.of(1), List.of(2, 3)), batches);
  }

  @Test
  void whatArrivesSoonAfterABatchWaitsForMoreUnlessABatchIsFull() {
    var took = Duration.ofMillis(300);
    var lanes =
        new Lanes<String, Integer>(
            "test",
            1,
            100,
            3,
            Duration.ofHours(1),
            (key, batch) -> {
              batches.add(batch);
              gate.acquireUninterruptibly();
            });
    lanes.offer("a", 1);
    awaitBatches(1);
    Awaitility.await().pollDelay(took).until(() -> true);
    gate.release();
    // Its pause is twice as long as it took.
    Awaitility.await().pollDelay(took.dividedBy(2)).until(() -> true);
    lanes.offer("a", 2);
    lanes.offer("a", 3);
    assertEquals(List.of(List.of(1)), batches);
    awaitBatches(2);
    assertEquals(List.of(2, 3), batches.getLast());
    Awaitility.await().pollDelay(took).until(() -> true);
    IntStream.rangeClosed(4, 6).forEach(i -> lanes.offer("a", i));
    long before = System.nanoTime();
    gate.release();
    awaitBatches(3);
    // Two entries: four times as long.
    assertTrue(System.nanoTime() - before < took.multipliedBy(4).toNanos());
    assertEquals(List.of(4, 5, 6), batches.getLast());
    gate.release();
  }

  @Test
  void aBatchIsBounded() {
    var lanes = gated(1, 100, 2);
    lanes.offer("a", 0);
    awaitBatches(1);
    IntStream.rangeClosed(1, 5).forEach(i -> lanes.offer("a", i));
    gate.release(4);
    awaitBatches(4);
    assertEquals(List.of(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5)), batches);
  }

  @Test
  void aFullQueueRefusesAndItsNeighbourDoesNot() {
    var lanes = gated(2, 2, 10);
    lanes.offer("a", 0);
    awaitBatches(1);
    assertTrue(lanes.offer("a", 1));
    assertTrue(lanes.offer("a", 2));
    assertFalse(lanes.offer("a", 3));
    assertTrue(lanes.offer("b", 4));
    gate.release(3);
    awaitBatches(3);
  }

  @Test
  void keysDoNotWaitForEachOther() {
    var lanes = gated(2, 10, 10);
    lanes.offer("a", 1);
    lanes.offer("b", 2);
    awaitBatches(2);
    gate.release(2);
  }

  @Test
  void noMoreKeysAreWorkedAtOnceThanAllowed() {
    var lanes = gated(3, 10, 10);
    IntStream.range(0, 10).forEach(i -> lanes.offer("key" + i, i));
    Awaitility.await().during(Duration.ofMillis(200)).until(() -> batches.size() == 3);
    gate.release(10);
    awaitBatches(10);
  }

  @Test
  void aWorkerThatThrowsDoesNotStopItsLane() {
    var seen = new CopyOnWriteArrayList<Integer>();
    var lanes =
        new Lanes<String, Integer>(
            "test",
            1,
            10,
            1,
            Duration.ZERO,
            (key, batch) -> {
              seen.addAll(batch);
              if (batch.contains(1)) {
                throw new IllegalStateException("on purpose");
              }
            });
    lanes.offer("a", 1);
    lanes.offer("a", 2);
    Awaitility.await().until(() -> seen.equals(List.of(1, 2)));
  }

  @Test
  void keepsTheOrderOfEachKeyUnderManyWriters() throws InterruptedException {
    Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
    var left = new CountDownLatch(8 * 2_000);
    var lanes =
        new Lanes<Integer, Integer>(
            "test",
            4,
            Integer.MAX_VALUE,
            7,
            Duration.ofNanos(20_000),
            (key, batch) -> {
              seen.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>()).addAll(batch);
              batch.forEach(entry -> left.countDown());
            });
    var writers =
        IntStream.range(0, 8)
            .mapToObj(key ->
                Thread.startVirtualThread(
                    () -> IntStream.range(0, 2_000).forEach(i -> lanes.offer(key, i))))
            .toList();
    for (var writer : writers) {
      writer.join();
    }
    assertTrue(left.await(20, TimeUnit.SECONDS));
    var all = IntStream.range(0, 2_000).boxed().toList();
    IntStream.range(0, 8).forEach(key -> assertEquals(all, seen.get(key)));
  }
}
