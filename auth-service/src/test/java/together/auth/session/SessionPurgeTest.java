package together.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

  @Test
  void deletesWhatNobodyCanUse() throws SQLException {
    var alive = Login.register();
    var expired = Login.register();
    var unused = Login.register();
    database.update(
        "UPDATE refresh_tokens SET expires_at = now() - interval '1 s' WHERE session_id IN"
            + " (SELECT id FROM sessions WHERE user_id = ?)",
        expired.userId());
    database.update(
        "UPDATE sessions SET last_used_at = now() - interval '31 d' WHERE user_id = ?",
        unused.userId());

    QuarkusTransaction.requiringNew().run(() -> assertFalse(purged()));

    assertEquals(1, database.number(TOKENS, alive.userId()));
    assertEquals(0, database.number(TOKENS, expired.userId()));
    var sessions = "SELECT count(*) FROM sessions WHERE user_id = ?";
    assertEquals(0, database.number(sessions, unused.userId()));
    assertEquals(200, alive.refresh().statusCode());
  }

  @Test
  void noSessionLivesForEverHoweverOftenItIsRefreshed() throws SQLException {
    var login = Login.register();
    database.update(
        "UPDATE sessions SET created_at = now() - interval '366 d' WHERE user_id = ?",
        login.userId());
    QuarkusTransaction.requiringNew().run(() -> assertFalse(purged()));
    assertEquals(401, login.refresh().statusCode());
    login.request().get("/api/users/@me").then().statusCode(401);
  }
}
