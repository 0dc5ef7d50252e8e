package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/** Presence over two gateway processes, one of which is killed. */
class PresenceNodesE2eTest {
  private static final int USERS = 10;

  /** 15 s of silence and what follows it; the promise is 20 s. */
  private static final Duration PROMISED = Duration.ofSeconds(20);

  /** What a loaded machine may add. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Patience BUSY = new Patience(Limits.RECOVERY);

  private static SharedPlatform platform;

  @BeforeAll
  static void start() {
    platform =
        SharedPlatform.start(
            "presence-nodes", Map.of("TOGETHER_GATEWAYS", "2", "TOGETHER_TEMPORARY_GRACE", "2S"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static Set<String> seen(Session session, Set<String> of) {
    var online = new HashSet<>(PresenceView.after(session.inbox().frames()).keySet());
    online.retainAll(of);
    return online;
  }

  private static void awaitSeen(
      Session session, Set<String> expected, Set<String> of, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!seen(session, of).equals(expected)) {
      assertTrue(
          System.nanoTime() < deadline,
          () -> "expected " + expected + ", seen " + seen(session, of));
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void aKilledNodeTakesItsSessionsPresenceWithItAndNobodyElses() {
    var house = House.build(platform);
    var invite = house.owner().api().servers().invite(house.guild());
    var watchers = new ArrayList<Session>();
    var users = new ArrayList<Session>();
    var ids = new HashSet<String>();
    try {
      for (var i = 0; i < 4; i++) {
        watchers.add(house.owner().connect(SocketOptions.LASTING));
      }
      for (var i = 0; i < USERS; i++) {
        var person = Person.make(platform, "user");
        var _ = person.api().with(BUSY).servers().join(invite);
        users.add(person.connect(SocketOptions.ONCE));
        ids.add(person.id());
      }
      for (var watcher : watchers) {
        awaitSeen(watcher, ids, ids, Limits.ANSWER);
      }
      var before = watchers.stream().map(watcher -> watcher.inbox().frames().size()).toList();
      platform.platform().killAndAwaitRestart("gateway-2");
      var alive = new HashSet<String>();
      users.stream()
          .filter(session -> session.socket().connected())
          .forEach(session -> alive.add(session.ready().path("user").path("id").asText()));
      for (var watcher : watchers) {
        awaitSeen(watcher, alive, ids, PROMISED.plus(PATIENCE));
      }
      for (var i = 0; i < watchers.size(); i++) {
        var frames = watchers.get(i).inbox().frames();
        var offline =
            frames.subList(before.get(i), frames.size()).stream()
                .filter(frame -> frame.is("PRESENCE_UPDATE"))
                .filter(frame -> frame.d().path("status").asText().equals("offline"))
                .map(frame -> frame.d().path("user").path("id").asText())
                .filter(alive::contains)
                .toList();
        assertEquals(List.of(), offline, "nobody who stayed was said to have gone");
      }
    } finally {
      users.forEach(Session::close);
      watchers.forEach(Session::close);
    }
  }

  @Test
  void aUserWithDevicesOnBothNodesIsOnlineUntilTheLastGoes() {
    var house = House.build(platform);
    var ben = Set.of(house.member().id());
    var devices = new ArrayList<Session>();
    try (var watcher = house.owner().connect(SocketOptions.LASTING)) {
      for (var i = 0; i < 6; i++) {
        devices.add(house.member().connect(SocketOptions.ONCE));
      }
      awaitSeen(watcher, ben, ben, Limits.ANSWER);
      for (var device : devices.subList(0, 5)) {
        device.close();
      }
      LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
      assertEquals(ben, seen(watcher, ben));
      devices.getLast().close();
      awaitSeen(watcher, Set.of(), ben, Limits.ANSWER);
      var told =
          watcher.inbox().events("PRESENCE_UPDATE").stream()
              .filter(d -> ben.contains(d.path("user").path("id").asText()))
              .map(d -> d.path("status").asText())
              .toList();
      assertEquals("offline", told.getLast());
      assertEquals(1, told.stream().filter("offline"::equals).count());
    } finally {
      devices.forEach(Session::close);
    }
  }

  private static boolean isMember(House house, Person person) {
    return house.owner().api().with(BUSY).servers().members(house.guild(), null, 1000).stream()
        .anyMatch(member -> member.path("user").path("id").asText().equals(person.id()));
  }

  /** guild-service is down at the very moment the last session ends. */
  @Test
  void aTemporaryMemberIsOutAfterTheLastSessionAndOneWithARoleStays() {
    var house = House.build(platform);
    var servers = "/api/servers/" + house.guild();
    var owner = house.owner().api().with(BUSY);
    var invite =
        owner
            .post(servers + "/invites", Json.object().put("temporary", true))
            .required("code")
            .asText();
    var visitor = Person.make(platform, "visitor");
    var helper = Person.make(platform, "helper");
    var sessions = new ArrayList<Session>();
    try (var watcher = house.owner().connect(SocketOptions.LASTING)) {
      for (var i = 0; i < 4; i++) {
        sessions.add(visitor.connect(SocketOptions.ONCE));
      }
      sessions.add(helper.connect(SocketOptions.ONCE));
      var _ = visitor.api().with(BUSY).servers().join(invite);
      var _ = helper.api().with(BUSY).servers().join(invite);
      var role = owner.post(servers + "/roles", Json.object().put("name", "helpers"));
      var roles = Json.object();
      roles.putArray("roles").add(role.required("id").asText());
      var _ = owner.call("PUT", servers + "/members/" + helper.id() + "/roles", roles);
      sessions.getLast().close();
      sessions.subList(0, 3).forEach(Session::close);
      // Longer than the pause after a session's end, the grace and a turn.
      LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
      assertTrue(isMember(house, visitor), "a session is left");
      sessions.get(3).close();
      platform.platform().killAndAwaitRestart("guild");
      watcher
          .inbox()
          .awaitUntil(
              all ->
                  all.events("GUILD_MEMBER_REMOVE").stream()
                      .anyMatch(d -> d.path("user").path("id").asText().equals(visitor.id())),
              "the visitor to be out",
              Limits.RECOVERY);
      assertFalse(isMember(house, visitor));
      assertTrue(isMember(house, helper), "a role was given");
    } finally {
      sessions.forEach(Session::close);
    }
  }
}
