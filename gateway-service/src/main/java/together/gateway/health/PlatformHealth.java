package together.gateway.health;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import together.gateway.edge.Services;
import together.gateway.edge.Upstream;

/**
 * Whether the whole platform takes requests: this gateway and the four services, asked together, at
 * most twice a second however often the question comes.
 */
@ApplicationScoped
public class PlatformHealth {
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final long REMEMBERED_NANOS = 500_000_000;

  /**
   * Who is ready.
   *
   * @param services by name, whether it is ready
   */
  public record State(Map<String, Boolean> services) {
    public boolean isReady() {
      return services.values().stream().allMatch(ready -> ready);
    }
  }

  private record Asked(Future<State> answer, long at) {}

  private final Services services;
  private final OwnReadiness own;
  private volatile Asked last =
      new Asked(Future.failedFuture("not asked yet"), System.nanoTime() - REMEMBERED_NANOS);

  public PlatformHealth(Services services, OwnReadiness own) {
    this.services = services;
    this.own = own;
  }

  /** The present state, at most half a second old. */
  public synchronized Future<State> state() {
    long now = System.nanoTime();
    boolean fresh = now - last.at() < REMEMBERED_NANOS || !last.answer().isComplete();
    if (!fresh) {
      last = new Asked(ask(), now);
    }
    return last.answer();
  }

  private Future<State> ask() {
    var ready = new TreeMap<String, Boolean>();
    List<Future<Boolean>> answers = new ArrayList<>();
    for (var upstream : Upstream.values()) {
      var name = upstream.name().toLowerCase(Locale.ROOT);
      var answer = upstream == Upstream.GATEWAY ? own.isReady(MOST) : askService(upstream);
      answers.add(
          answer
              .recover(_ -> Future.succeededFuture(false))
              .onSuccess(is -> {
                synchronized (ready) {
                  ready.put(name, is);
                }
              }));
    }
    return Future.join(answers).map(_ -> new State(ready));
  }

  private Future<Boolean> askService(Upstream upstream) {
    return services.get(upstream, "/q/health/ready", MOST).map(answer -> answer.status() == 200);
  }
}
