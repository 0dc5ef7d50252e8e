package together.gateway.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import together.platform.testing.PlatformResource;

/** TLS and HTTP/2 as two settings switch them on. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(FakePlatform.class)
@WithTestResource(TlsFiles.class)
class TlsResourceTest {
  @TestHTTPResource(value = "/", tls = true)
  URI secure;

  @TestHTTPResource("/")
  URI clear;

  @ConfigProperty(name = TlsFiles.CERTIFICATE, defaultValue = "none")
  Path certificate;

  @ConfigProperty(name = "together.auth.url")
  String authUrl;

  private HttpResponse<String> send(Version version, HttpRequest.Builder request) throws Exception {
    try (var client =
        HttpClient.newBuilder()
            .version(version)
            .sslContext(TestCertificate.trusting(certificate))
            .build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private HttpRequest.Builder request(URI base, String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  private String token() throws Exception {
    var asked = HttpRequest.newBuilder(URI.create(authUrl + FakePlatform.TOKEN_PATH));
    return send(Version.HTTP_1_1, asked).body();
  }

  @Test
  void speaksHttp2WhereTheClientDoes() throws Exception {
    var answer = send(Version.HTTP_2, request(secure, "/api/gateway"));
    assertEquals(Version.HTTP_2, answer.version());
    assertEquals(200, answer.statusCode());
    assertEquals(
        "max-age=31536000", answer.headers().firstValue("strict-transport-security").get());
  }

  @Test
  void speaksHttp11OverTlsToo() throws Exception {
    var answer = send(Version.HTTP_1_1, request(secure, "/api/gateway"));
    assertEquals(Version.HTTP_1_1, answer.version());
    assertEquals(200, answer.statusCode());
  }

  @Test
  void speaksNoHttp2InClearText() throws Exception {
    var answer = send(Version.HTTP_2, request(clear, "/api/gateway"));
    assertEquals(Version.HTTP_1_1, answer.version());
    assertFalse(answer.headers().firstValue("strict-transport-security").isPresent());
  }

  @Test
  void passesABodyOfNoToldLength() throws Exception {
    var token = token();
    await().until(() -> post(token, 10).statusCode() != 503);
    var answer = post(token, 100_000);
    assertEquals(200, answer.statusCode());
    var echo = new ObjectMapper().readTree(answer.body());
    assertEquals(100_000, echo.path("length").asInt());
    assertEquals("https", echo.path("headers").path("x-forwarded-proto").asText());
    assertEquals(413, post(token, (1 << 20) + 1).statusCode());
  }

  private HttpResponse<String> post(String token, int bytes) throws Exception {
    return send(
        Version.HTTP_2,
        request(secure, "/api/channels/1/messages")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]))));
  }

  @Test
  void opensNoSocketOverHttp2() throws Exception {
    var answer = send(Version.HTTP_2, request(secure, "/gateway"));
    assertEquals(426, answer.statusCode());
    assertTrue(answer.body().contains("UPGRADE_REQUIRED"), answer.body());
  }
}
