package together.gateway.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * A line for each request, category {@code together.access}, when {@link EdgeSettings#accessLog}
 * says so: method, route template, status, bytes of the answer, microseconds, request id, user id.
 * Of what a client wrote it has nothing but the method of a known route and a request id in its
 * plain form: no path, query, header or body, so no secret. In JSON each value is a field of {@code
 * mdc}, too.
 */
@ApplicationScoped
public class AccessLog {
  private static final Logger log = Logger.getLogger("together.access");

  private final boolean enabled;

  public AccessLog(EdgeSettings settings) {
    enabled = settings.accessLog();
  }

  void record(Visit visit, int status, long bytes) {
    if (!enabled) {
      return;
    }
    var route = visit.route();
    var method = route == null ? "-" : visit.method();
    var template = route == null ? "-" : route.template();
    long micros = TimeUnit.NANOSECONDS.toMicros(visit.nanos());
    MDC.put("method", method);
    MDC.put("route", template);
    MDC.put("status", Integer.toString(status));
    MDC.put("bytes", Long.toString(bytes));
    MDC.put("micros", Long.toString(micros));
    MDC.put("userId", Long.toString(visit.userId()));
    MDC.put("requestId", visit.requestId());
    log.infof(
        "%s %s %d %d B %d us user %d request %s",
        method, template, status, bytes, micros, visit.userId(), visit.requestId());
  }
}
