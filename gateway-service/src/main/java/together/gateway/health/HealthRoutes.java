package together.gateway.health;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import together.gateway.edge.Answers;
import together.gateway.health.PlatformHealth.State;
import together.platform.problem.CommonProblem;

/**
 * The public health routes. What is wrong inside a service is for its operator: on the management
 * port.
 */
@ApplicationScoped
public class HealthRoutes {
  private final PlatformHealth health;
  private final Answers answers;

  public HealthRoutes(PlatformHealth health, Answers answers) {
    this.health = health;
    this.answers = answers;
  }

  void register(@Observes Router router) {
    router
        .get("/q/health/live")
        .handler(context -> answers.json(context, 200, Map.of("status", "UP")));
    router
        .get("/q/health/ready")
        .handler(context ->
            health.state().onSuccess(state -> answer(context, state)).onFailure(context::fail));
  }

  private void answer(RoutingContext context, State state) {
    var services = new LinkedHashMap<String, String>();
    state.services().forEach((name, ready) -> services.put(name, ready ? "UP" : "DOWN"));
    if (state.isReady()) {
      answers.json(context, 200, Map.of("status", "UP", "services", services));
      return;
    }
    var down =
        state.services().entrySet().stream()
            .filter(service -> !service.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    answers.problem(
        context,
        CommonProblem.DEPENDENCY_UNAVAILABLE,
        "not ready: " + down,
        Map.of("services", services));
  }
}
