package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.message.MessageProblem;
import together.message.lane.Lanes;
import together.message.lane.Waits;
import together.platform.id.IdsUnavailableException;
import together.platform.kafka.Partitions;

/**
 * A few writers, each of which writes the channels that fall to it: what waits while a batch is
 * written goes into the next, in the order of arrival. So a channel has one writer here, and the
 * busier the database is, or the more is posted, the more posts of all channels share a
 * transaction.
 *
 * <p>A failed batch acknowledges nobody. When the database is at fault, all of it is answered 503;
 * when one draft may be, the batch is written in halves until the culprit stands alone, so it fails
 * no neighbour. A draft whose caller has given up before its batch began is not written.
 */
@ApplicationScoped
public class PostWriter {
  private static final Logger log = Logger.getLogger(PostWriter.class);

  private record Waiting(Draft draft, CompletableFuture<Outcome> outcome, long sinceNanos) {}

  private final BatchStore store;
  private final PostMetrics metrics;
  private final int writers;
  private final Lanes<Integer, Waiting> lanes;

  PostWriter(BatchStore store, PostMetrics metrics, PostSettings settings) {
    this.store = store;
    this.metrics = metrics;
    writers = settings.writers();
    lanes =
        new Lanes<>(
            "post-writer",
            writers,
            settings.queue(),
            settings.batch(),
            settings.mostPause(),
            this::write);
  }

  /**
   * Waits until the draft is stored. Throws a problem when that is not known: after {@code
   * CHANNEL_BUSY} nothing was written, the others leave it open.
   */
  Outcome write(Draft draft, Deadline deadline) {
    var waiting = new Waiting(draft, new CompletableFuture<>(), System.nanoTime());
    if (!lanes.offer(lane(draft.channelId()), waiting)) {
      throw MessageProblem.CHANNEL_BUSY.problem();
    }
    return Waits.await(
        waiting.outcome(), deadline.remainingNanos(), MessageProblem.POST_TIMED_OUT::problem);
  }

  /** How many drafts wait for the writer of this channel. */
  int waiting(long channelId) {
    return lanes.waiting(lane(channelId));
  }

  private int lane(long channelId) {
    return Partitions.of(channelId, writers);
  }

  private void write(int lane, List<Waiting> batch) {
    var wanted = batch.stream().filter(waiting -> !waiting.outcome().isDone()).toList();
    long now = System.nanoTime();
    wanted.forEach(
        waiting -> metrics.queue().record(now - waiting.sinceNanos(), TimeUnit.NANOSECONDS));
    if (!wanted.isEmpty()) {
      commit(wanted);
    }
  }

  private void commit(List<Waiting> batch) {
    long before = System.nanoTime();
    List<Outcome> outcomes;
    try {
      outcomes = store.append(batch.stream().map(Waiting::draft).toList());
    } catch (RuntimeException e) {
      if (batch.size() == 1 || isOfAll(e)) {
        fail(batch, e);
      } else {
        int half = batch.size() / 2;
        commit(batch.subList(0, half));
        commit(batch.subList(half, batch.size()));
      }
      return;
    }
    long nanos = System.nanoTime() - before;
    metrics.batch().record(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      metrics.commit().record(nanos, TimeUnit.NANOSECONDS);
      batch.get(i).outcome().complete(outcomes.get(i));
    }
  }

  /**
   * Whether the database is at fault; a channel whose last id lies ahead of the clock is one's own.
   */
  private static boolean isOfAll(RuntimeException e) {
    return MessageProblem.isPassing(e) && !(e instanceof IdsUnavailableException);
  }

  private static void fail(List<Waiting> batch, RuntimeException e) {
    // Without the exception's stack and parameters: they may hold what was said.
    log.warnf("%d posts failed: %s", batch.size(), e.getMessage());
    var problem = MessageProblem.of(e);
    batch.forEach(waiting -> waiting.outcome().completeExceptionally(problem));
  }
}
