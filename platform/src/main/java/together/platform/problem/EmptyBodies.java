package together.platform.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * A request without a body needs no media type: it equals {@code {}}, and its route gets null. Some
 * clients call an empty body a form.
 */
@Singleton
public class EmptyBodies {
  @ServerRequestFilter(preMatching = true)
  public void filter(ContainerRequestContext request) {
    var headers = request.getHeaders();
    boolean empty =
        !headers.containsKey(HttpHeaders.CONTENT_LENGTH)
            ? !headers.containsKey("Transfer-Encoding")
            : "0".equals(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
    if (empty && isNone(headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
      headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }
  }

  private static boolean isNone(@Nullable String mediaType) {
    return mediaType == null || mediaType.startsWith(MediaType.APPLICATION_FORM_URLENCODED);
  }
}
