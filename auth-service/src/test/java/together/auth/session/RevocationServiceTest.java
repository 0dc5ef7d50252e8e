package together.auth.session;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.InternalCalls;
import together.auth.testing.Login;
import together.platform.json.Moments;
import together.proto.RevokedPosition;
import together.proto.RevokedSession;
import together.proto.RevokedSessionsRequest;
import together.proto.SessionsGrpc;
import together.proto.SessionsGrpc.SessionsBlockingStub;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class RevocationServiceTest {
  private static final String REVOKED_AGO =
      "UPDATE sessions SET revoked_at = now() - make_interval(mins => ?) WHERE user_id = ?";

  @Inject Database database;
  @Inject Clock clock;

  private InternalCalls calls;

  @BeforeEach
  void connect() {
    calls = new InternalCalls();
  }

  @AfterEach
  void disconnect() {
    calls.close();
  }

  private SessionsBlockingStub sessions(String secret) {
    return calls.with(secret, SessionsGrpc::newBlockingStub);
  }

  /** All from there on, by session, and where that ends. */
  private RevokedPosition read(RevokedSessionsRequest from, Map<Long, RevokedSession> into) {
    var stub = sessions(AuthPlatform.INTERNAL_SECRET);
    var answer = stub.revoked(from);
    answer.getSessionsList().forEach(session -> into.put(session.getSessionId(), session));
    while (answer.getMore()) {
      answer = stub.revoked(after(answer.getNext()));
      answer.getSessionsList().forEach(session -> into.put(session.getSessionId(), session));
    }
    return answer.getNext();
  }

  private static RevokedSessionsRequest after(RevokedPosition position) {
    return RevokedSessionsRequest.newBuilder().setAfter(position).build();
  }

  private Map<Long, RevokedSession> all() {
    var all = new HashMap<Long, RevokedSession>();
    read(RevokedSessionsRequest.getDefaultInstance(), all);
    return all;
  }

  private static long session(Login login) {
    return Long.parseLong(login.request().get("/api/auth/sessions").jsonPath().getString("[0].id"));
  }

  /** A user of the operator's bulk route, whose token lives 12 hours. */
  private static long operatorMade() {
    return Long.parseLong(
        given()
            .contentType(ContentType.JSON)
            .header("Authorization", "Operator " + AuthPlatform.OPERATOR_TOKEN)
            .body(Map.of("usernames", List.of(Login.freshName())))
            .post("/api/operator/accounts")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("[0].user.id"));
  }

  private static boolean isOf(Map<Long, RevokedSession> all, long user) {
    return all.values().stream().anyMatch(session -> session.getUserId() == user);
  }

  @Test
  void tellsOfASessionThatHasEndedAndNoneThatLives() {
    var login = Login.register();
    long id = session(login);
    assertFalse(all().containsKey(id));
    var before = clock.instant();
    login.request().post("/api/auth/logout").then().statusCode(204);
    var told = Objects.requireNonNull(all().get(id));
    assertEquals(login.userId(), told.getUserId());
    var at = Moments.instant(told.getRevokedAt());
    assertTrue(!at.isBefore(before.minusMillis(1)) && !at.isAfter(clock.instant()), at.toString());
    assertEquals(at.plus(Duration.ofMinutes(15)), Moments.instant(told.getTokensUntil()));
  }

  @Test
  void goesOnWhereTheAnswerBeforeEnded() throws SQLException {
    var early = Login.register();
    var late = Login.register();
    long lateSession = session(late);
    database.update(REVOKED_AGO, 2, early.userId());
    var first = new HashMap<Long, RevokedSession>();
    var reached = read(RevokedSessionsRequest.getDefaultInstance(), first);
    assertTrue(isOf(first, early.userId()));
    late.request().post("/api/auth/logout").then().statusCode(204);
    var second = new HashMap<Long, RevokedSession>();
    var _ = read(after(reached), second);
    assertTrue(second.containsKey(lateSession));
    assertFalse(isOf(second, early.userId()));
  }

  @Test
  void tellsOfLongTokensAsLongAsTheyLive() throws SQLException {
    var ordinary = Login.register();
    long living = operatorMade();
    long expired = operatorMade();
    database.update(REVOKED_AGO, 60, ordinary.userId());
    database.update(REVOKED_AGO, 60, living);
    database.update(REVOKED_AGO, 60, expired);
    database.update(
        "UPDATE sessions SET tokens_until = now() - interval '1 s' WHERE user_id = ?", expired);
    var all = all();
    assertFalse(isOf(all, ordinary.userId()));
    assertFalse(isOf(all, expired));
    var told =
        all.values().stream().filter(one -> one.getUserId() == living).findFirst().orElseThrow();
    Instant until = Moments.instant(told.getTokensUntil());
    var left = Duration.between(clock.instant(), until).toMinutes();
    assertTrue(left >= 11 * 60 && left <= 12 * 60, "minutes left: " + left);
  }

  @Test
  void manyComeInParts() throws SQLException {
    var login = Login.register();
    // One moment for all, as after a "log out everywhere".
    database.update(
        "INSERT INTO sessions (id, user_id, device, address, created_at, last_used_at, revoked_at)"
            + " SELECT n, ?, '', '', now(), now(), now() - interval '1 min'"
            + " FROM generate_series(1, 12000) n",
        login.userId());
    try {
      var answer =
          sessions(AuthPlatform.INTERNAL_SECRET)
              .revoked(
                  after(
                      RevokedPosition.newBuilder()
                          .setRevokedAt(Moments.proto(clock.instant().minusSeconds(120)))
                          .build()));
      assertEquals(5_000, answer.getSessionsCount());
      assertTrue(answer.getMore());
      var own = all().values().stream().filter(one -> one.getUserId() == login.userId()).count();
      assertEquals(12_000, own);
    } finally {
      database.update("DELETE FROM sessions WHERE id <= 12000");
    }
  }

  @Test
  void answersServicesOnly() {
    var stranger = sessions("a wrong secret of some length");
    var failure =
        assertThrows(
            StatusRuntimeException.class,
            () -> stranger.revoked(RevokedSessionsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAUTHENTICATED, failure.getStatus().getCode());
  }
}
