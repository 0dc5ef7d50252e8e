package together.bench.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import together.bench.receive.Arrivals;
import together.e2e.client.ApiClient;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.ServerApi;
import together.e2e.client.SocketOptions;

/**
 * A server filled in bulk, and what is done in it. Its owner and some of its members are people
 * with tokens; others of them join and are kicked.
 */
final class ReachServer {
  private static final int PEOPLE = 421;
  private static final int CONNECTED = 10;

  /** Of the filled ones these are asked about: profiles in memory are no matter of size. */
  private static final int KNOWN = 79;

  private static final int PAGE = 50;
  private static final int FOUND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Target target;
  private final GuildCalls calls;
  private final Crowd people;
  private final ApiClient owner;
  private final int number;
  private final String id;
  private final String path;
  private String invite = "";
  private String role = "";
  private long channel;
  private String prefix = "";
  private long firstId;
  private int filled;

  private ReachServer(Target target, GuildCalls calls, int number, int size) {
    this.target = target;
    this.calls = calls;
    this.number = number;
    people = target.crowd(PEOPLE, "reach-people-" + number);
    owner = people.authors(target.http(), 1).getFirst();
    id = owner.servers().create("A server of " + size).required("id").asText();
    path = "/api/servers/" + id;
  }

  /**
   * @param number tells the servers of a platform apart
   * @param size members
   */
  static ReachServer make(Target target, GuildCalls calls, int number, int size)
      throws SQLException {
    var server = new ReachServer(target, calls, number, size);
    server.fill(size);
    return server;
  }

  private void fill(int size) throws SQLException {
    filled = size - 1 - CONNECTED;
    prefix = "reach" + number + "-";
    firstId = BulkMembers.add(target.installation(), id, prefix, number, filled);
    invite = owner.servers().invite(id);
    role = owner.post(path + "/roles", Json.object().put("name", "crew")).required("id").asText();
    channel =
        owner.servers().channels(id).stream()
            .filter(one -> one.path("type").asInt() == ServerApi.TEXT)
            .findFirst()
            .orElseThrow()
            .required("id")
            .asLong();
    for (int connected = 0; connected < CONNECTED; connected++) {
      var _ = new ApiClient(target.http()).bearer(token(connected)).servers().join(invite);
    }
  }

  /** Of those who connect, who are in this one of the servers only. */
  private String token(int connected) {
    return people.tokens().get(PEOPLE - number * CONNECTED + connected);
  }

  private ApiClient person(int newcomer) {
    return new ApiClient(target.http()).bearer(people.tokens().get(1 + newcomer));
  }

  private String personId(int newcomer) {
    return people.accounts().of(people.members().get(1 + newcomer)).id();
  }

  void join(int newcomer) {
    var _ = person(newcomer).servers().join(invite);
  }

  void kick(int newcomer) {
    var _ = owner.call("DELETE", path + "/members/" + personId(newcomer), null);
  }

  /** Somebody amid the others. */
  private long known(int time) {
    return firstId + (filled - KNOWN) / 2 + time % KNOWN;
  }

  void giveRole(int time) {
    var body = Json.object();
    // To whoever has it already it is taken from, the next time round.
    body.set("roles", Json.of(time / KNOWN % 2 == 0 ? List.of(role) : List.of()));
    var _ = owner.call("PUT", path + "/members/" + known(time) + "/roles", body);
  }

  void changeRole(int time) {
    var body = Json.object().put("color", 1 + time);
    var _ = owner.call("PATCH", "/api/roles/" + role, body);
  }

  void page(int time) {
    var after = firstId + (filled - KNOWN) / 2 + time % (KNOWN - PAGE);
    expect(PAGE, owner.list(path + "/members?limit=" + PAGE + "&after=" + after).size());
  }

  void search(int time) {
    var query = prefix + (1 + time % 6);
    var found = owner.list(path + "/members/search?limit=" + FOUND + "&query=" + query);
    expect(FOUND, found.size());
  }

  void ready(int time) {
    var tokens = List.of(token(time % CONNECTED));
    expect(0, Arrivals.of(target.gateway(), tokens, 1).failed());
  }

  void authorize(int time) {
    try {
      var answer = calls.mayPost(known(time), channel).get();
      expect(1, answer.getAuthorizations(0).getAllowed() ? 1 : 0);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void expect(int wanted, int found) {
    if (wanted != found) {
      throw new IllegalStateException("%d instead of %d".formatted(found, wanted));
    }
  }

  long recordsOfARoleChange(GuildLogEnd log) {
    return log.broughtBy(() -> changeRole(1000));
  }

  /** Frames of it that come to one of some connected members, at most. */
  long framesOfARoleChange(Target connecting) {
    var inboxes = new ArrayList<Inbox>();
    var sockets = new ArrayList<GatewaySocket>();
    try {
      for (int connected = 0; connected < CONNECTED; connected++) {
        var token = token(connected);
        var inbox = new Inbox();
        inboxes.add(inbox);
        sockets.add(GatewaySocket.open(connecting.http(), () -> token, SocketOptions.ONCE, inbox));
      }
      inboxes.forEach(inbox -> inbox.awaitEvent("READY", d -> true, PATIENCE));
      changeRole(1001);
      // The next change comes after all of the first.
      var _ = owner.servers().rename(id, "All is told");
      inboxes.forEach(inbox -> inbox.awaitEvent("GUILD_UPDATE", d -> true, PATIENCE));
      return inboxes.stream()
          .mapToLong(inbox -> inbox.events("GUILD_ROLE_UPDATE").size())
          .max()
          .orElse(0);
    } finally {
      sockets.forEach(GatewaySocket::close);
    }
  }
}
