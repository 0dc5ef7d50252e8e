package together.message.post;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Where a post's time goes: {@code together_post_stage_seconds{stage=authorise|queue|commit}}, each
 * observed once per post, and {@code together_post_batch_messages}, the posts per transaction.
 */
@ApplicationScoped
public class PostMetrics {
  private static final Duration[] BUCKETS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Timer authorise;
  private final Timer queue;
  private final Timer commit;
  private final DistributionSummary batch;

  PostMetrics(MeterRegistry meters) {
    authorise = stage(meters, "authorise");
    queue = stage(meters, "queue");
    commit = stage(meters, "commit");
    batch =
        DistributionSummary.builder("together.post.batch")
            .description("Posts per transaction")
            .baseUnit("messages")
            .register(meters);
  }

  private static Timer stage(MeterRegistry meters, String name) {
    return Timer.builder("together.post.stage")
        .description("Time a post spends in a stage")
        .tag("stage", name)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /** Asking guild-service. */
  Timer authorise() {
    return authorise;
  }

  /** Waiting for a writer. */
  Timer queue() {
    return queue;
  }

  /** The transaction. */
  Timer commit() {
    return commit;
  }

  DistributionSummary batch() {
    return batch;
  }
}
