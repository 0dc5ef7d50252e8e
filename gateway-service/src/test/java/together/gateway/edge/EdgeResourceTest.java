package together.gateway.edge;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.platform.testing.PlatformResource;

/** The edge as it is put together in the gateway process. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(FakePlatform.class)
class EdgeResourceTest {
  @Inject RevokedSessions revoked;

  @ConfigProperty(name = "together.auth.url")
  String authUrl;

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics;

  private String token = "";

  @BeforeEach
  void logIn() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(authUrl + FakePlatform.TOKEN_PATH)).build();
      token = client.send(request, BodyHandlers.ofString()).body();
    }
    await().until(() -> given().auth().oauth2(token).get("/api/users/7").statusCode() != 503);
  }

  @Test
  void passesARequestWithItsNameAndItsTrace() {
    given()
        .auth()
        .oauth2(token)
        .header("X-Request-Id", "walk-1")
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .get("/api/users/7?x=1")
        .then()
        .statusCode(200)
        .header("X-Request-Id", "walk-1")
        .header("X-Content-Type-Options", "nosniff")
        .body("uri", equalTo("/api/users/7?x=1"))
        .body("headers.x-request-id", equalTo("walk-1"))
        .body("headers.traceparent", startsWith("00-0af7651916cd43dd8448eb211c80319c-"));
  }

  @Test
  void beginsATraceWhereTheClientHasNone() {
    given()
        .auth()
        .oauth2(token)
        .get("/api/users/7")
        .then()
        .body("headers.traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"));
  }

  @Test
  void passesABodyLargerThanWhatOtherRoutesTake() {
    given()
        .auth()
        .oauth2(token)
        .body(new byte[5 << 20])
        .post("/api/channels/1/attachments")
        .then()
        .statusCode(200)
        .body("length", equalTo(5 << 20));
    given()
        .auth()
        .oauth2(token)
        .body(new byte[2 << 20])
        .post("/api/channels/1/messages")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  @Test
  void wantsATokenOfALivingSession() {
    var session = RunningEdge.SESSION + 1;
    when().get("/api/users/7").then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
    revoked.addSession(session, Instant.now());
    given().auth().oauth2(token).get("/api/users/7").then().statusCode(200);
    revoked.addSession(RunningEdge.SESSION - 1, Instant.now());
    given().auth().oauth2(token).get("/api/users/7").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/metrics",
        "/q/health",
        "/q/health/started",
        "/q/openapi",
        "/openapi",
        "/metrics",
        "/openapi-ui/index.html",
        "/template/index.html",
        "/api",
        "/"
      })
  void showsNothingThatIsNotInTheTable(String path) {
    when().get(path).then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void isLiveByItself() {
    when().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void isNotReadyWhileAServiceIsDown() {
    when()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .contentType("application/problem+json")
        .body("services.auth", equalTo("UP"))
        .body("services.message", equalTo("UP"))
        .body("services.voice", equalTo("DOWN"))
        .body("services", hasKey("gateway"))
        .body("detail", containsString("voice"));
  }

  @Test
  void tellsWhereToConnect() {
    when()
        .get("/api/gateway")
        .then()
        .statusCode(200)
        .body("url", equalTo("ws://localhost:8080/gateway"))
        .body("limits.requests_per_second", is(200));
  }

  @Test
  void showsOneDocumentOfAllPublicRoutes() {
    when()
        .get("/api/openapi.json")
        .then()
        .statusCode(200)
        .body("openapi", startsWith("3.1"))
        .body("paths", hasKey("/api/users/{id}"))
        .body("paths", hasKey("/api/gateway"))
        .body("paths", not(hasKey("/internal")))
        .body("x-unavailable", hasItem("voice"))
        .body("servers.url", hasItem("http://localhost:8080"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/index.html", "/docs.js", "/swagger-ui.css", "/swagger-ui-bundle.js"})
  void servesSwaggerUiFromHereAlone(String file) {
    when()
        .get("/api/docs" + file)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self'"));
  }

  @Test
  void servesNoOtherFiles() {
    when().get("/api/docs/openapi.json").then().statusCode(404);
  }

  @Test
  void measuresOnTheManagementPort() {
    given().auth().oauth2(token).get("/api/users/7").then().statusCode(200);
    when()
        .get(metrics)
        .then()
        .statusCode(200)
        .body(
            containsString(
                "together_edge_seconds_count{method=\"GET\",route=\"/api/users/{id}\",status=\"200\"}"));
  }
}
