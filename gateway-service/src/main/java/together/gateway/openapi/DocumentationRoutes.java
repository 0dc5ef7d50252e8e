package together.gateway.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import together.gateway.edge.Answers;
import together.platform.problem.CommonProblem;

/**
 * {@code /api/openapi.json}, and Swagger UI for it at {@code /api/docs}; nothing from elsewhere.
 */
@ApplicationScoped
public class DocumentationRoutes {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

  private record File(String resource, String mediaType) {}

  private static final String PAGE = "index.html";
  private static final String OURS = "/together/gateway/docs/";
  private static final String SWAGGER_UI = "/META-INF/resources/openapi-ui/";
  private static final Map<String, File> FILES =
      Map.of(
          PAGE,
          new File(OURS + PAGE, "text/html; charset=utf-8"),
          "docs.js",
          new File(OURS + "docs.js", "text/javascript; charset=utf-8"),
          "swagger-ui.css",
          new File(SWAGGER_UI + "swagger-ui.css", "text/css; charset=utf-8"),
          "swagger-ui-bundle.js",
          new File(SWAGGER_UI + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"));

  private final DocumentSource source;
  private final Answers answers;
  private final ConcurrentMap<String, Buffer> loaded = new ConcurrentHashMap<>();

  public DocumentationRoutes(DocumentSource source, Answers answers) {
    this.source = source;
    this.answers = answers;
  }

  void register(@Observes Router router) {
    router.get("/api/openapi.json").handler(this::document);
    router.get("/api/docs").handler(context -> file(context, PAGE));
    router.get("/api/docs/:file").handler(context -> file(context, context.pathParam("file")));
  }

  private void document(RoutingContext context) {
    source
        .document()
        .onSuccess(body ->
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body))
        .onFailure(context::fail);
  }

  private void file(RoutingContext context, String name) {
    var file = FILES.get(name);
    if (file == null) {
      answers.problem(context, CommonProblem.NOT_FOUND, "there is no such page");
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
        .putHeader("Content-Security-Policy", POLICY)
        .end(loaded.computeIfAbsent(file.resource(), DocumentationRoutes::load));
  }

  private static Buffer load(String resource) {
    try (var file = DocumentationRoutes.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
