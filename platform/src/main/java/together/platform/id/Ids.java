package together.platform.id;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import together.platform.database.DedicatedConnections;

/**
 * The service's id generator, with the upkeep of its worker number; not ready while it holds none.
 */
@ApplicationScoped
@Default
@Readiness
@IfBuildProperty(name = "together.database", stringValue = "true")
public class Ids implements HealthCheck {
  private final WorkerLease lease;
  private final Snowflakes snowflakes;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("worker-lease").unstarted(task));

  public Ids(
      DedicatedConnections connections,
      @ConfigProperty(name = "together.id.first-worker") int firstWorker,
      @ConfigProperty(name = "together.id.workers") int workers,
      Clock clock) {
    lease = new WorkerLease(() -> connections.open("worker-lease"), firstWorker, workers, clock);
    snowflakes = new Snowflakes(lease, clock);
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    lease.keep();
    upkeep.scheduleWithFixedDelay(lease::keep, 1, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    upkeep.shutdownNow();
    lease.close();
  }

  public long next() {
    return snowflakes.next();
  }

  /** An id greater than {@code floor}: {@link Snowflakes#nextAfter}. */
  public long nextAfter(long floor) {
    return snowflakes.nextAfter(floor);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("worker number").status(lease.isHeld()).build();
  }
}
