package together.auth.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.Database;
import together.auth.testing.FakeMailServer;
import together.auth.testing.Login;
import together.auth.testing.Queues;
import together.auth.testing.SmtpPlatform;

/** The mail server is down, then refuses, then takes what has waited. */
@QuarkusTest
@WithTestResource(SmtpPlatform.class)
class MailOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HOUR = 3_600;

  @Inject Database database;
  @Inject Queues queues;

  private long waiting(String address, int attempts) throws Exception {
    var sql =
        "SELECT count(*) FROM mails WHERE address = ? AND sent_at IS NULL AND attempts >= "
            + attempts;
    return database.number(sql, address);
  }

  @Test
  void mailWaitsForTheMailServerAndNobodyElseDoes() throws Exception {
    var name = Login.freshName();
    var address = Login.address(name);
    var body = Map.of("username", name, "password", Login.PASSWORD, "email", address);
    Login.post("/api/auth/register", body).then().statusCode(201);
    Login.post("/api/auth/password/reset", Map.of("email", address)).then().statusCode(202);
    await().atMost(PATIENCE).until(() -> waiting(address, 2) >= 1);
    database.update(
        "UPDATE mails SET created_at = created_at - interval '1 hour' WHERE address = ?", address);
    await().atMost(PATIENCE).until(() -> queues.age("mails") >= HOUR);

    try (var server = new FakeMailServer()) {
      await().atMost(PATIENCE).until(() -> waiting(address, 4) >= 1);
      assertEquals(0, server.mails().size());
      server.take();
      await().atMost(PATIENCE).until(() -> server.mails().size() == 1);
      await().atMost(PATIENCE).until(() -> waiting(address, 0) == 0);
      await().atMost(PATIENCE).until(() -> queues.age("mails") < HOUR);
      var mail = server.mails().getFirst();
      assertTrue(mail.contains("Subject: Confirm your e-mail address"), mail);
      assertTrue(mail.contains("To: " + address), mail);
      var token = together.auth.testing.MailBox.token(mail.replace("=\n", ""));
      Login.post("/api/auth/email/confirm", Map.of("token", token)).then().statusCode(204);
    }
  }
}
