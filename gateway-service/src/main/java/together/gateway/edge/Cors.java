package together.gateway.edge;

import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets web pages of the listed origins call the API; of no others, and of none by default. */
@ApplicationScoped
public class Cors {
  private static final String EXPOSED =
      "X-Request-Id, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset-After";

  private final Set<String> origins;

  public Cors(EdgeSettings settings) {
    origins =
        settings.corsOrigins().orElse(List.of()).stream()
            .filter(origin -> !origin.isBlank())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a page of this origin may call. */
  public boolean allows(@Nullable String origin) {
    return origin != null && origins.contains(origin);
  }

  /** Marks an answer as readable for its caller, where it is. */
  void add(MultiMap headers, @Nullable String origin) {
    if (origins.isEmpty()) {
      return;
    }
    headers.add("Vary", "Origin");
    if (origin != null && allows(origin)) {
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /** Answers a browser's question before the call itself. */
  void addPreflight(MultiMap headers, List<String> methods) {
    headers.set("Access-Control-Allow-Methods", String.join(", ", methods));
    headers.set(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, X-Audit-Log-Reason, X-Request-Id, traceparent");
    headers.set("Access-Control-Max-Age", "600");
  }
}
