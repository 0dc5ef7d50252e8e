package together.platform.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * {@code /users/%40me} is {@code /users/@me}: the same path by RFC 3986 (6.2.2.2), and some clients
 * write it so. Routes are matched by their text.
 */
@Singleton
public class EncodedPaths {
  @ServerRequestFilter(preMatching = true)
  public void filter(ContainerRequestContext request) {
    var uri = request.getUriInfo().getRequestUri();
    var path = uri.getRawPath();
    if (path.contains("%40")) {
      request.setRequestUri(URI.create(uri.toString().replace(path, path.replace("%40", "@"))));
    }
  }
}
