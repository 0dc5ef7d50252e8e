package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** Accounts through the hostname, with the mail that standalone writes to its data. */
class AccountsE2eTest {
  private static final Pattern TOKEN = Pattern.compile("#([A-Za-z0-9_-]{43})");
  private static final String NEW = "quite another horse battery";

  private static ApiClient nobody() {
    return new ApiClient(SharedPlatform.get().connection());
  }

  private static int post(ApiClient caller, String path, String... fields) {
    var body = Json.object();
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return caller.raw("POST", path, body).status();
  }

  /** Waits for so many mails to the address; the oldest first. */
  private static List<String> mails(String address, int count) {
    Wait.until(() -> all(address).size() >= count, count + " mails to " + address);
    return all(address);
  }

  private static List<String> all(String address) {
    var directory = SharedPlatform.get().platform().installation().data().resolve("mail");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted(java.util.Comparator.comparingLong(AccountsE2eTest::number))
          .map(AccountsE2eTest::read)
          .filter(mail -> mail.contains("\r\nTo: " + address + "\r\n"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".eml", ""));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token(String mail) {
    var found = TOKEN.matcher(mail);
    assertTrue(found.find(), mail);
    return found.group(1);
  }

  @Test
  void aForgottenPasswordIsReplacedByMailAndEndsEverySocket() {
    var zoe = Person.register("zoe");
    var address = zoe.name() + "@example.org";
    try (var socket = zoe.connect(SocketOptions.ONCE)) {
      assertEquals(
          202, post(zoe.api(), "/api/auth/email", "email", address, "password", Person.PASSWORD));
      var confirm = token(mails(address, 1).getFirst());
      assertEquals(204, post(nobody(), "/api/auth/email/confirm", "token", confirm));
      assertEquals(address, zoe.api().auth().me().required("email").asText());
      assertTrue(
          socket.socket().connected(), "the first address ends no session that asked for it");

      assertEquals(202, post(nobody(), "/api/auth/password/reset", "email", address));
      var reset = token(mails(address, 2).getLast());
      var path = "/api/auth/password/reset/confirm";
      assertEquals(200, post(nobody(), path, "token", reset, "password", NEW));
      assertEquals(404, post(nobody(), path, "token", reset, "password", NEW));
      assertEquals(4010, socket.inbox().awaitClose(Limits.ANSWER).code());
    }
    assertEquals(200, post(nobody(), "/api/auth/login", "username", zoe.name(), "password", NEW));
    assertEquals(
        401,
        post(nobody(), "/api/auth/login", "username", zoe.name(), "password", Person.PASSWORD));
  }

  /** A body with DELETE passes the edge. */
  @Test
  void aSecondFactorComesAndGoes() {
    var zoe = Person.register("zoe");
    var totp = "/api/auth/mfa/totp";
    var proof = Json.object().put("password", Person.PASSWORD);
    assertEquals(200, zoe.api().raw("POST", totp, proof).status());
    assertEquals(409, zoe.api().raw("DELETE", totp, proof).status());
  }

  @Test
  void noMailTellsALogOfItsLinkOrAddress() throws IOException {
    var zoe = Person.register("zoe");
    var address = zoe.name() + "@example.org";
    assertEquals(
        202, post(zoe.api(), "/api/auth/email", "email", address, "password", Person.PASSWORD));
    var token = token(mails(address, 1).getFirst());
    var log = SharedPlatform.get().platform().installation().data().resolve("logs/auth.log");
    Wait.until(() -> read(log).contains("CONFIRM_EMAIL"), "a line in the log");
    assertTrue(!read(log).contains(token) && !read(log).contains(address), "told in the log");
  }
}
