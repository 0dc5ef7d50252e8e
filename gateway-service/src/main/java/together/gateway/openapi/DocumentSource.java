package together.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.edge.EdgeSettings;
import together.gateway.edge.RouteTable;
import together.gateway.edge.Services;
import together.gateway.edge.Upstream;

/**
 * The merged document, read from the services when someone asks and kept for a minute, for a moment
 * only while one of them does not answer.
 */
@ApplicationScoped
public class DocumentSource {
  private static final Logger log = Logger.getLogger(DocumentSource.class);
  private static final String OWN = "/together/gateway/openapi.json";
  private static final Duration MOST = Duration.ofSeconds(3);
  private static final long WHOLE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long PARTIAL_NANOS = Duration.ofSeconds(2).toNanos();

  private record Rendered(Buffer body, boolean whole) {}

  private final Services services;
  private final ObjectMapper json;
  private final MergedDocument merged;
  private @Nullable Future<Rendered> last;
  private long askedAt;

  public DocumentSource(
      Services services, ObjectMapper json, RouteTable routes, EdgeSettings settings) {
    this.services = services;
    this.json = json;
    this.merged = new MergedDocument(routes, settings.publicUrl());
  }

  /** The document as JSON. */
  synchronized Future<Buffer> document() {
    var known = last;
    if (known == null || isOld(known)) {
      askedAt = System.nanoTime();
      known = ask();
      last = known;
    }
    return known.map(Rendered::body);
  }

  private boolean isOld(Future<Rendered> known) {
    if (!known.isComplete()) {
      return false;
    }
    boolean whole = known.succeeded() && known.result().whole();
    return System.nanoTime() - askedAt > (whole ? WHOLE_NANOS : PARTIAL_NANOS);
  }

  private Future<Rendered> ask() {
    var asked =
        Arrays.stream(Upstream.values()).filter(upstream -> upstream != Upstream.GATEWAY).toList();
    List<Future<ServiceDocument>> answers =
        asked.stream().map(this::ask).collect(java.util.stream.Collectors.toList());
    return Future.join(answers)
        .transform(_ -> {
          var documents = new ArrayList<ServiceDocument>();
          var missing = new ArrayList<Upstream>();
          documents.add(own());
          for (int i = 0; i < asked.size(); i++) {
            if (answers.get(i).succeeded()) {
              documents.add(answers.get(i).result());
            } else {
              missing.add(asked.get(i));
              log.warnf("OpenAPI of %s: %s", asked.get(i), answers.get(i).cause());
            }
          }
          return Future.succeededFuture(
              new Rendered(bytes(merged.of(documents, missing)), missing.isEmpty()));
        });
  }

  private Future<ServiceDocument> ask(Upstream upstream) {
    return services
        .get(upstream, "/openapi?format=json", MOST)
        .map(answer -> {
          if (answer.status() != 200) {
            throw new IllegalStateException("status " + answer.status());
          }
          return new ServiceDocument(upstream, read(answer.body().getBytes()));
        });
  }

  private ServiceDocument own() {
    try (var file = DocumentSource.class.getResourceAsStream(OWN)) {
      if (file == null) {
        throw new IllegalStateException(OWN + " is missing");
      }
      return new ServiceDocument(Upstream.GATEWAY, read(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode read(byte[] bytes) {
    try {
      return json.readValue(bytes, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Buffer bytes(ObjectNode document) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
