package together.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.e2e.client.Json;
import together.e2e.client.ServerApi;
import together.e2e.client.SocketOptions;

/**
 * A server that people of several ranks watch while they, and guests who come and go, change it.
 */
final class WatchedServer implements AutoCloseable {
  /** Kick, ban, channels, nicknames, roles, time-outs. */
  private static final String MANAGES =
      Long.toString(1L << 1 | 1L << 2 | 1L << 4 | 1L << 27 | 1L << 28 | 1L << 40);

  private static final int CATEGORY = 4;
  private static final List<Integer> TYPES =
      List.of(ServerApi.TEXT, ServerApi.TEXT, ServerApi.VOICE, CATEGORY);

  /** The end of time-outs. */
  private final Instant later =
      Clock.systemUTC().instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

  /** The owner, one who may manage, and two who may nothing but look. */
  private final List<Person> watchers = new ArrayList<>();

  private final List<Person> guests = List.of(Person.make("guest"), Person.make("guest"));
  private final List<Session> sessions = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final List<String> channels = new ArrayList<>();
  private final Set<ServerStep.Kind> done = EnumSet.noneOf(ServerStep.Kind.class);
  private final String guild;
  private final String invite;

  WatchedServer() {
    for (var name : List.of("ada", "mod", "ben", "cy")) {
      watchers.add(Person.make(name));
    }
    var owner = watchers.getFirst().api();
    guild = owner.servers().create("The watched").required("id").asText();
    invite = owner.servers().invite(guild);
    for (var person : watchers.subList(1, watchers.size())) {
      var _ = person.api().servers().join(invite);
    }
    var manager =
        owner.post(
            servers("/roles"), Json.object().put("name", "manager").put("permissions", MANAGES));
    roles.add(manager.required("id").asText());
    var given = Json.object();
    given.set("roles", Json.of(new String[] {roles.getFirst()}));
    var _ = owner.call("PUT", servers("/members/" + watchers.get(1).id() + "/roles"), given);
    owner.servers().channels(guild).forEach(channel -> channels.add(channel.path("id").asText()));
    watchers.forEach(person -> sessions.add(person.connect(SocketOptions.LASTING)));
  }

  private String servers(String path) {
    return "/api/servers/" + guild + path;
  }

  private static String pick(List<String> ids, int number) {
    return ids.isEmpty() ? "1" : ids.get(number % ids.size());
  }

  private static Person pickPerson(List<Person> people, int number) {
    return people.get(number % people.size());
  }

  /** Tries it; a refusal is an answer too. */
  void take(ServerStep step) {
    var actor = pickPerson(watchers, step.actor());
    var guest = pickPerson(guests, step.first());
    var role = pick(roles, step.first());
    var channel = pick(channels, step.first());
    var target = pickPerson(watchers, step.second()).id();
    var name = "n" + step.second();
    switch (step.kind()) {
      case RENAME -> attempt(actor, step, "PATCH", servers(""), Json.object().put("name", name));
      case CREATE_ROLE -> {
        var made = ask(actor, step, "POST", servers("/roles"), role(step, name));
        add(roles, made);
      }
      case CHANGE_ROLE -> attempt(actor, step, "PATCH", "/api/roles/" + role, role(step, name));
      case DELETE_ROLE -> {
        if (ask(actor, step, "DELETE", "/api/roles/" + role, null) != null) {
          roles.remove(role);
        }
      }
      case SET_ROLES -> {
        var given = Json.object();
        given.set("roles", Json.of(new String[] {role, pick(roles, step.second())}));
        attempt(actor, step, "PUT", servers("/members/" + target + "/roles"), given);
      }
      case ORDER_ROLES -> attempt(actor, step, "PATCH", servers("/roles"), order(step, roles));
      case NICK -> {
        var nick = Json.object().put("nick", step.first() % 3 == 0 ? null : name);
        attempt(actor, step, "PATCH", servers("/members/" + target), nick);
      }
      case TIME_OUT -> {
        var until = step.first() % 2 == 0 ? null : later.toString();
        var body = Json.object().put("communication_disabled_until", until);
        attempt(actor, step, "PATCH", servers("/members/" + target), body);
      }
      case CREATE_CHANNEL -> {
        int type = TYPES.get(step.first() % TYPES.size());
        var body = Json.object().put("name", name).put("type", type);
        add(channels, ask(actor, step, "POST", servers("/channels"), body));
      }
      case CHANGE_CHANNEL ->
          attempt(
              actor, step, "PATCH", "/api/channels/" + channel, Json.object().put("name", name));
      case DELETE_CHANNEL -> {
        if (ask(actor, step, "DELETE", "/api/channels/" + channel, null) != null) {
          channels.remove(channel);
        }
      }
      case ORDER_CHANNELS ->
          attempt(actor, step, "PATCH", servers("/channels"), order(step, channels));
      case OVERRIDE_ROLE -> {
        var whom = step.second() % 3 == 0 ? guild : pick(roles, step.second());
        attempt(actor, step, "PUT", override(channel, whom), override(step, 0));
      }
      case OVERRIDE_MEMBER ->
          attempt(actor, step, "PUT", override(channel, target), override(step, 1));
      case DROP_OVERRIDE -> {
        var whom = step.second() % 2 == 0 ? target : step.second() % 3 == 0 ? guild : role;
        attempt(actor, step, "DELETE", override(channel, whom), null);
      }
      case JOIN -> attempt(guest, step, "POST", "/api/invites/" + invite, null);
      case LEAVE -> attempt(guest, step, "DELETE", servers("/members/@me"), null);
      case KICK -> attempt(actor, step, "DELETE", servers("/members/" + guest.id()), null);
      case BAN -> attempt(actor, step, "PUT", ban(guest), Json.object());
      case UNBAN -> attempt(actor, step, "DELETE", ban(guest), null);
      case BREAK -> {
        sessions.get(step.actor() % sessions.size()).socket().drop();
        done.add(step.kind());
      }
    }
  }

  private static void add(List<String> ids, @Nullable JsonNode made) {
    if (made != null) {
      ids.add(made.required("id").asText());
    }
  }

  private String ban(Person guest) {
    return servers("/bans/" + guest.id());
  }

  /** Two of them to other places. */
  private static JsonNode order(ServerStep step, List<String> ids) {
    var moved = new ArrayList<JsonNode>();
    moved.add(place(pick(ids, step.first()), step.second() % 10));
    moved.add(place(pick(ids, step.first() + 1), step.second() % 7));
    return Json.of(moved);
  }

  private static JsonNode place(String id, int position) {
    return Json.object().put("id", id).put("position", 1 + position);
  }

  private static String override(String channel, String target) {
    return "/api/channels/" + channel + "/permissions/" + target;
  }

  private static JsonNode override(ServerStep step, int type) {
    return Json.object()
        .put("type", type)
        .put("allow", Long.toString(step.allow()))
        .put("deny", Long.toString(step.deny()));
  }

  private static JsonNode role(ServerStep step, String name) {
    return Json.object()
        .put("name", name)
        .put("hoist", step.second() % 2 == 0)
        .put("permissions", Long.toString(step.allow()));
  }

  private void attempt(
      Person actor, ServerStep step, String method, String path, @Nullable JsonNode body) {
    var _ = ask(actor, step, method, path, body);
  }

  /** The answer; null when it was refused. */
  private @Nullable JsonNode ask(
      Person actor, ServerStep step, String method, String path, @Nullable JsonNode body) {
    var answer = actor.api().raw(method, path, body);
    assertTrue(
        answer.ok() || (answer.status() >= 400 && answer.status() < 429),
        () -> step + " was answered " + answer.status());
    if (!answer.ok()) {
      return null;
    }
    done.add(step.kind());
    return answer.status() == 204 ? Json.object() : answer.json();
  }

  /** What has succeeded at least once. */
  Set<ServerStep.Kind> done() {
    return done;
  }

  /** Those whose state, kept by events alone, is not what one is told who connects now. */
  List<String> differences() {
    var marker = "all is done";
    var _ = watchers.getFirst().api().servers().rename(guild, marker);
    var different = new ArrayList<String>();
    for (int i = 0; i < watchers.size(); i++) {
      var person = watchers.get(i);
      var inbox = sessions.get(i).inbox();
      inbox.awaitUntil(
          all -> ClientState.after(all.frames()).isNamed(guild, marker), marker, Limits.ANSWER);
      try (var fresh = person.connect(SocketOptions.ONCE)) {
        var told = ClientState.after(fresh.inbox().frames()).text();
        var kept = ClientState.after(inbox.frames()).text();
        if (!told.equals(kept)) {
          different.add(person.name() + " is told\n" + told + "but has\n" + kept);
        }
      }
    }
    return different;
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
  }
}
