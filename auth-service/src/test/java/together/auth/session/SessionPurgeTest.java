package together.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class SessionPurgeTest {
  private static final String TOKENS =
      "SELECT count(*) FROM refresh_tokens WHERE session_id IN (SELECT id FROM sessions WHERE user_id = ?)";

  @Inject SessionPurge purge;
  @Inject Clock clock;
  @Inject Database database;

  private boolean purged() {
    try {
      return purge.purge(clock.instant());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void purgeAll() {
    QuarkusTransaction.requiringNew().run(() -> assertFalse(purged()));
  }

  private long sessions(Login login) throws SQLException {
    return database.number("SELECT count(*) FROM sessions WHERE user_id = ?", login.userId());
  }

  @Test
  void deletesWhatNobodyCanUse() throws SQLException {
    var alive = Login.register();
    var expired = Login.register();
    database.update(
        "UPDATE refresh_tokens SET expires_at = now() - interval '1 s' WHERE session_id IN"
            + " (SELECT id FROM sessions WHERE user_id = ?)",
        expired.userId());
    purgeAll();
    assertEquals(1, database.number(TOKENS, alive.userId()));
    assertEquals(0, database.number(TOKENS, expired.userId()));
    assertEquals(200, alive.refresh().statusCode());
  }

  @Test
  void whatIsNotUsedForLongEndsAsOtherSessionsDo() throws Exception {
    var unused = Login.register();
    var kept = unused.again();
    long id = Long.parseLong(unused.request().get("/api/auth/sessions").path("[1].id"));
    database.update("UPDATE sessions SET last_used_at = now() - interval '31 d' WHERE id = ?", id);
    purgeAll();
    var told = UserLog.of(unused.userId(), 2).get(1).event().getSessionRevoke();
    assertEquals(id, told.getSessionId());
    unused.request().get("/api/users/@me").then().statusCode(401);
    assertEquals(200, kept.refresh().statusCode());
  }

  @Test
  void whatHasEndedIsDeletedWhenNoTokenOfItIsGood() throws SQLException {
    var login = Login.register();
    var unused = "UPDATE sessions SET last_used_at = now() - interval '%s' WHERE user_id = ?";
    login.request().post("/api/auth/logout").then().statusCode(204);
    database.update(unused.formatted("30 d 11 h"), login.userId());
    purgeAll();
    assertEquals(1, sessions(login));
    database.update(unused.formatted("30 d 13 h"), login.userId());
    purgeAll();
    assertEquals(0, sessions(login));
  }

  @Test
  void noSessionLivesForEverHoweverOftenItIsRefreshed() throws Exception {
    var login = Login.register();
    database.update(
        "UPDATE sessions SET created_at = now() - interval '366 d' WHERE user_id = ?",
        login.userId());
    purgeAll();
    assertEquals(401, login.refresh().statusCode());
    login.request().get("/api/users/@me").then().statusCode(401);
    assertTrue(UserLog.of(login.userId(), 2).get(1).event().hasSessionRevoke());
  }

  @Test
  void manyEndInSteps() throws SQLException {
    var login = Login.register();
    database.update(
        "INSERT INTO sessions (id, user_id, device, address, created_at, last_used_at)"
            + " SELECT n, ?, '', '', now(), now() - interval '40 d' FROM generate_series(1, 250) n",
        login.userId());
    int steps = 1;
    while (QuarkusTransaction.requiringNew().call(this::purged)) {
      steps++;
    }
    assertEquals(3, steps);
    assertEquals(1, sessions(login));
  }
}
