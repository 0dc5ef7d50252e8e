package together.auth.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Complaints;
import together.auth.testing.Database;
import together.auth.testing.FakeGuildService;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.auth.testing.Meanwhile;
import together.auth.testing.Queues;

/** Exports of all that is held on a person. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ExportResourceTest {
  private static final String EXPORT = "/api/users/@me/export";
  private static final String FILE = EXPORT + "/file";
  private static final Map<String, ?> PROOF = Map.of("password", Login.PASSWORD);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int HOUR = 3_600;
  private static final int LARGE = 24 << 20;

  @Inject Database database;
  @Inject Meanwhile meanwhile;
  @Inject Queues queues;
  @Inject ExportRepository exports;
  @Inject Clock clock;

  private static Response order(Login login) {
    return login.send("POST", EXPORT, PROOF);
  }

  private static String state(Login login) {
    return login.request().get(EXPORT).then().statusCode(200).extract().path("state");
  }

  private static void awaitState(Login login, String state) {
    Awaitility.await().atMost(PATIENCE).until(() -> state(login).equals(state));
  }

  private static Login withExport() {
    var alice = Login.withMail();
    order(alice).then().statusCode(202).body("state", equalTo("building"));
    awaitState(alice, "ready");
    return alice;
  }

  /** Larger than all that is sent ahead of a reader who takes nothing. */
  private static void withLargeExport(Login login) {
    FakeGuildService.fileSize(login.userId(), LARGE);
    order(login).then().statusCode(202);
    awaitState(login, "ready");
  }

  /** A download of which one byte is read. */
  private static Socket beginDownload(Login login) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(1 << 20);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
    var head =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(FILE, login.accessToken());
    socket.getOutputStream().write(head.getBytes(UTF_8));
    assertEquals('H', socket.getInputStream().read());
    return socket;
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
    var files = new HashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new AssertionError(name + " is missing among " + files.keySet());
    }
    return bytes;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(bytes(files, name), UTF_8);
  }

  /** Until it is built no more, whatever it waits for. */
  private void hurry(Login login) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          database.update(
              "UPDATE exports SET next_attempt_at = now() - interval '1 second'"
                  + " WHERE user_id = ? AND state = 'BUILDING'",
              login.userId());
          return !state(login).equals("building");
        });
  }

  private long number(String of, Login login) throws SQLException {
    return database.number(
        "SELECT " + of + " FROM exports LEFT JOIN export_parts ON id = export_id WHERE user_id = ?",
        login.userId());
  }

  @Test
  void oneZipHoldsWhatEveryServiceHolds() throws Exception {
    var alice = withExport();
    alice
        .request()
        .get(EXPORT)
        .then()
        .body("url", equalTo(FILE))
        .body("expires_at", notNullValue())
        .body("failure", nullValue());
    var answer = alice.request().get(FILE).then().statusCode(200).extract().response();
    assertEquals("application/zip", answer.contentType());
    var zip = answer.asByteArray();
    assertEquals(zip.length, Integer.parseInt(answer.header("Content-Length")));
    var files = unzip(zip);
    var account = text(files, "account.json");
    assertTrue(account.contains(alice.username()), account);
    assertTrue(account.contains(Login.address(alice.username())), account);
    assertFalse(account.contains("argon2"), account);
    assertTrue(text(files, "sessions.jsonl").contains("last_used_at"));
    assertTrue(text(files, "security_events.jsonl").contains("export_request"));
    assertTrue(text(files, "README.txt").contains("account.json"));
    assertEquals(2, files.keySet().stream().filter(name -> name.startsWith("first-")).count());
    assertEquals(FakeGuildService.FILE, bytes(files, "files/7-._my cat.png").length);
    assertTrue(text(files, "left_out.jsonl").contains("film.mp4"));
    var mails = MailBox.of(Login.address(alice.username()), 2);
    assertTrue(mails.getLast().contains("ready to be downloaded"), mails.getLast());
  }

  @Test
  void itIsDownloadedOnce() {
    var alice = withExport();
    assertTrue(alice.request().get(FILE).asByteArray().length > 0);
    alice.request().get(FILE).then().statusCode(404).body("code", equalTo("EXPORT_NOT_FOUND"));
    assertEquals("none", state(alice));
    order(alice).then().statusCode(429).body("code", equalTo("EXPORT_TOO_SOON"));
  }

  @Test
  void anInterruptedDownloadMayBeTriedAgain() throws Exception {
    var alice = Login.register();
    withLargeExport(alice);
    try (var complaints = new Complaints()) {
      beginDownload(alice).close();
      // Nor does the server read on to the end of it for nobody.
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .until(() -> state(alice).equals("ready"));
      assertEquals(List.of(), complaints.of(FILE));
    }
    alice.request().head(FILE).then().statusCode(200);
    assertTrue(unzip(alice.request().get(FILE).asByteArray()).containsKey("account.json"));
  }

  @Test
  void whoIsOvertakenByAnotherDownloadDoesNotTakeHisForWhole() throws Exception {
    var alice = Login.register();
    withLargeExport(alice);
    try (var complaints = new Complaints();
        var slow = beginDownload(alice)) {
      assertTrue(unzip(alice.request().get(FILE).asByteArray()).containsKey("account.json"));
      slow.setSoTimeout(20_000);
      var input = slow.getInputStream();
      assertTrue(input.transferTo(OutputStream.nullOutputStream()) < LARGE, "ends before its end");
      assertEquals(1, complaints.of(FILE).size(), () -> complaints.of(FILE).toString());
    }
    assertEquals("none", state(alice));
  }

  @Test
  void nobodyGetsAnothersAndWithoutThePasswordNobodyGetsAny() {
    var alice = withExport();
    var mallory = Login.register();
    mallory.request().get(FILE).then().statusCode(404);
    assertEquals("none", state(mallory));
    assertEquals("ready", state(alice));
    mallory.send("POST", EXPORT, Map.of()).then().statusCode(403);
    mallory.send("POST", EXPORT, Map.of("password", "no")).then().statusCode(403);
    RestAssured.get(FILE).then().statusCode(401);
  }

  @Test
  void aPasswordThatWasChangedMeanwhileProvesNothing() {
    var alice = Login.register();
    meanwhile
        .passwordChanges(alice.userId(), () -> order(alice))
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_PASSWORD"));
    assertEquals("none", state(alice));
  }

  @Test
  void oneIsBuiltAtATimeAndBegunAnewWhenAServiceIsBack() throws Exception {
    var alice = Login.register();
    FakeGuildService.down(alice.userId(), true);
    String first = order(alice).then().statusCode(202).extract().path("requested_at");
    order(alice).then().statusCode(202).body("requested_at", equalTo(first));
    Awaitility.await().atMost(PATIENCE).until(() -> number("max(exports.attempt)", alice) > 0);
    assertEquals("building", state(alice));
    database.update(
        "UPDATE exports SET requested_at = requested_at - interval '1 hour' WHERE user_id = ?",
        alice.userId());
    Awaitility.await().atMost(PATIENCE).until(() -> queues.age("exports") >= HOUR);
    FakeGuildService.down(alice.userId(), false);
    hurry(alice);
    assertEquals("ready", state(alice));
    Awaitility.await().atMost(PATIENCE).until(() -> queues.age("exports") < HOUR);
    assertEquals(1, number("count(DISTINCT export_parts.attempt)", alice));
  }

  /** Else another process would begin anew each time, and none would ever come to the end. */
  @Test
  void whoFindsNothingToWriteForLongSaysThatTheBuildingGoesOn() throws Exception {
    var alice = Login.register();
    FakeGuildService.endless(alice.userId(), true);
    order(alice).then().statusCode(202);
    Awaitility.await().atMost(PATIENCE).until(() -> number("max(exports.attempt)", alice) > 0);
    database.update(
        "UPDATE exports SET next_attempt_at = now() + interval '20 seconds' WHERE user_id = ?",
        alice.userId());
    var lease = "count(*) FILTER (WHERE next_attempt_at > now() + interval '1 minute')";
    Awaitility.await().atMost(PATIENCE).until(() -> number(lease, alice) == 1);
    assertEquals(0, number("count(part)", alice));
    FakeGuildService.endless(alice.userId(), false);
    awaitState(alice, "ready");
    assertEquals(1, number("max(exports.attempt)", alice));
  }

  @Test
  void afterManyFailuresItIsGivenUpAndMayBeAskedForAgain() {
    var alice = Login.register();
    FakeGuildService.down(alice.userId(), true);
    order(alice).then().statusCode(202);
    hurry(alice);
    alice
        .request()
        .get(EXPORT)
        .then()
        .body("state", equalTo("failed"))
        .body("failure", equalTo("DEPENDENCY_UNAVAILABLE"));
    FakeGuildService.down(alice.userId(), false);
    order(alice).then().statusCode(202);
    awaitState(alice, "ready");
  }

  /** A process that dies of an export cannot say so. */
  @Test
  void whatItsBuildersDiedOfIsNotBegunForEver() throws Exception {
    var alice = Login.register();
    FakeGuildService.endless(alice.userId(), true);
    order(alice).then().statusCode(202);
    Awaitility.await().atMost(PATIENCE).until(() -> number("max(exports.attempt)", alice) > 0);
    database.update(
        "UPDATE exports SET attempt = 1000, next_attempt_at = now() - interval '1 second'"
            + " WHERE user_id = ?",
        alice.userId());
    awaitState(alice, "failed");
    FakeGuildService.endless(alice.userId(), false);
    assertEquals(1001, number("max(exports.attempt)", alice));
  }

  @Test
  void aDayLaterThereIsAnother() throws Exception {
    var alice = withExport();
    order(alice).then().statusCode(429);
    database.update(
        "UPDATE exports SET requested_at = requested_at - interval '1 day' WHERE user_id = ?",
        alice.userId());
    order(alice).then().statusCode(202);
    awaitState(alice, "ready");
  }

  @Test
  void whatNobodyDownloadsExpires() throws Exception {
    var alice = withExport();
    database.update(
        "UPDATE exports SET expires_at = now() - interval '1 second' WHERE user_id = ?",
        alice.userId());
    alice.request().get(FILE).then().statusCode(404);
    assertFalse(exports.purge(clock.instant()));
    assertEquals("none", state(alice));
    assertEquals(0, number("count(part)", alice));
  }

  @Test
  void theZipIsStoredSealed() throws Exception {
    var alice = withExport();
    var plain = "count(*) FILTER (WHERE position('account.json'::bytea IN bytes) > 0)";
    assertEquals(0, number(plain, alice));
    assertTrue(number("sum(length(bytes))", alice) > 0);
  }

  @Test
  void itGoesWithTheAccount() throws Exception {
    var alice = withExport();
    alice.request().get("/api/auth/events").then().body("type", hasItems("export_request"));
    assertEquals(202, alice.send("DELETE", "/api/users/@me", PROOF).statusCode());
    alice.request().get(FILE).then().statusCode(401);
    database.update(
        "UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = ?", alice.userId());
    database.update(
        "UPDATE deletions SET next_attempt_at = now() - interval '1 second' WHERE user_id = ?",
        alice.userId());
    Awaitility.await().atMost(PATIENCE).until(() -> number("count(*)", alice) == 0);
  }
}
