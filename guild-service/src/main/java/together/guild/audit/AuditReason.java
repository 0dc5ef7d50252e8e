package together.guild.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;
import together.platform.request.TextRule;

/**
 * Why the caller does it: the header {@code X-Audit-Log-Reason}, percent-encoded UTF-8 of at most
 * 512 characters, as Discord's.
 */
@ApplicationScoped
public class AuditReason {
  private static final String HEADER = "X-Audit-Log-Reason";
  private static final TextRule RULE = new TextRule(HEADER, 1, 512);

  private final CurrentVertxRequest request;

  AuditReason(CurrentVertxRequest request) {
    this.request = request;
  }

  /** The current request's; null when it names none, or there is no request. 422 when too long. */
  public @Nullable String current() {
    if (!Arc.container().requestContext().isActive()) {
      return null;
    }
    var context = request.getCurrent();
    var text = context == null ? null : context.request().getHeader(HEADER);
    return text == null ? null : RULE.checkOptional(decoded(text));
  }

  /** A plus sign is one: this is no form. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(HEADER, "ENCODING", "must be percent-encoded UTF-8");
    }
  }
}
