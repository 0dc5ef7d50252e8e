package together.gateway.health;

import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** All readiness checks of this process, as its management port shows them. */
@ApplicationScoped
class ReadinessChecks implements OwnReadiness {
  private final SmallRyeHealthReporter checks;
  private final Vertx vertx;

  ReadinessChecks(SmallRyeHealthReporter checks, Vertx vertx) {
    this.checks = checks;
    this.vertx = vertx;
  }

  @Override
  public Future<Boolean> isReady(Duration most) {
    Promise<Boolean> answer = Promise.promise();
    long timer = vertx.setTimer(most.toMillis(), _ -> answer.tryComplete(false));
    checks
        .getReadinessAsync()
        .subscribe()
        .with(health -> answer.tryComplete(!health.isDown()), answer::tryFail);
    return answer.future().onComplete(_ -> vertx.cancelTimer(timer));
  }
}
