package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.SocketOptions;

/** Who is refused, at the one hostname. */
class SecurityE2eTest {
  private static final Duration REVOKED_WITHIN = Duration.ofSeconds(1);

  private static int status(ApiClient caller, String method, String path) {
    var answer = caller.raw(method, path, null);
    if (!answer.ok()) {
      assertEquals(answer.status(), answer.json().path("status").asInt(), path);
      assertEquals("application/problem+json", answer.headers().get("content-type"), path);
    }
    return answer.status();
  }

  @Test
  void withoutATokenNothingIsShown() {
    var nobody = new ApiClient(SharedPlatform.get().connection());
    for (var caller : List.of(nobody, nobody.bearer("no.such.token"), nobody.bearer(""))) {
      assertEquals(401, status(caller, "GET", "/api/users/@me"));
      assertEquals(401, status(caller, "GET", "/api/users/@me/servers"));
      assertEquals(401, status(caller, "GET", "/api/channels/1/messages"));
    }
  }

  @Test
  void aStrangerSeesNeitherServerNorChannel() {
    var house = House.build();
    var stranger = Person.make("eve").api();
    var server = "/api/servers/" + house.guild();
    for (var path :
        List.of(
            server,
            server + "/channels",
            server + "/members",
            server + "/members/" + house.owner().id(),
            server + "/roles",
            server + "/invites",
            "/api/channels/" + house.text(),
            "/api/channels/" + house.text() + "/messages")) {
      assertEquals(404, status(stranger, "GET", path), path);
    }
    assertEquals(404, status(stranger, "DELETE", server));
    assertEquals(404, status(stranger, "POST", "/api/channels/" + house.text() + "/messages"));
  }

  @Test
  void aStrangerHearsNothing() {
    var house = House.build();
    var own = House.build();
    try (var eve = own.owner().connect(SocketOptions.ONCE)) {
      var _ = house.owner().api().channel(house.text()).post("for the house", "n1", null);
      var marker = own.member().api().channel(own.text()).post("for eve", "n2", null);
      var _ = eve.inbox().awaitEvent("MESSAGE_CREATE", marker::equals, Limits.ANSWER);
      for (var heard : eve.inbox().events("MESSAGE_CREATE")) {
        assertEquals(own.guild(), heard.path("guild_id").asText());
      }
    }
  }

  @Test
  void aMemberIsNotTheOwner() {
    var house = House.build();
    var member = house.member().api();
    assertEquals(403, status(member, "DELETE", "/api/servers/" + house.guild()));
    assertEquals(
        403,
        status(
            member, "DELETE", "/api/servers/" + house.guild() + "/members/" + house.owner().id()));
    assertEquals(403, status(member, "DELETE", "/api/channels/" + house.text()));
  }

  @Test
  void whoLeavesSeesNothingAnyMoreAndIsToldSo() {
    var house = House.build();
    try (var ben = house.member().connect(SocketOptions.ONCE)) {
      house.member().api().servers().leave(house.guild());
      var _ =
          ben.inbox()
              .awaitEvent(
                  "GUILD_DELETE", d -> d.path("id").asText().equals(house.guild()), Limits.ANSWER);
    }
    assertEquals(404, status(house.member().api(), "GET", "/api/servers/" + house.guild()));
    assertEquals(
        404, status(house.member().api(), "GET", "/api/channels/" + house.text() + "/messages"));
  }

  @Test
  void whoLogsOutIsRefusedAtOnceAndTheSocketClosed() {
    var zoe = Person.register("zoe");
    var other = zoe.loggedInAgain();
    try (var session = zoe.connect(SocketOptions.ONCE);
        var kept = other.connect(SocketOptions.ONCE)) {
      zoe.api().auth().logout();
      assertRefusedSoon(zoe.api());
      assertEquals(4010, session.inbox().awaitClose(Limits.ANSWER).code());
      assertEquals(200, status(other.api(), "GET", "/api/users/@me"), "the other login goes on");
      assertTrue(kept.socket().connected());
    }
  }

  @Test
  void whoLogsOutEverywhereIsRefusedEverywhere() {
    var zoe = Person.register("zoe");
    var other = zoe.loggedInAgain();
    try (var session = other.connect(SocketOptions.ONCE)) {
      zoe.api().auth().logoutEverywhere();
      assertRefusedSoon(other.api());
      assertEquals(4010, session.inbox().awaitClose(Limits.ANSWER).code());
    }
  }

  @Test
  void whoTheOperatorLogsOutIsRefusedAtOnceAndTheSocketClosed() {
    var zoe = Person.register("zoe");
    var platform = SharedPlatform.get();
    var operator =
        new ApiClient(platform.connection())
            .operator(platform.platform().installation().operatorToken());
    try (var session = zoe.connect(SocketOptions.ONCE)) {
      var path = "/api/operator/accounts/" + zoe.id() + "/sessions";
      assertEquals(204, status(operator, "DELETE", path));
      assertRefusedSoon(zoe.api());
      assertEquals(4010, session.inbox().awaitClose(Limits.ANSWER).code());
    }
  }

  @Test
  void theOperatorsRoutesAreForTheOperatorOnly() {
    var nobody = new ApiClient(SharedPlatform.get().connection());
    var zoe = Person.register("zoe");
    var account = "/api/operator/accounts/" + zoe.id();
    for (var caller : List.of(nobody, nobody.operator("wrong"), zoe.api())) {
      assertEquals(401, status(caller, "POST", "/api/operator/accounts"));
      assertEquals(401, status(caller, "DELETE", account + "/sessions"));
      assertEquals(401, status(caller, "POST", account + "/password-reset"));
    }
  }

  /** By every service, and thus by the edge: not only by the one that ended the session. */
  private static void assertRefusedSoon(ApiClient revoked) {
    var deadline = System.nanoTime() + REVOKED_WITHIN.toNanos();
    for (var path : List.of("/api/users/@me", "/api/users/@me/servers")) {
      while (status(revoked, "GET", path) != 401) {
        assertTrue(System.nanoTime() < deadline, path + " still taken after " + REVOKED_WITHIN);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }
}
