package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import together.e2e.chaos.proxy.Link;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;
import together.e2e.platform.PlatformPorts;

/** A hundred clients whose connections break at random post until they have their answer. */
class CutConnectionsE2eTest {
  private static final int CLIENTS = 100;
  private static final int POSTS = 10;
  private static final int JOINING_AT_ONCE = 8;
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  /** Half of them by REST, half by the socket; ids by nonce. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @Test
  void eachMessageIsPostedExactlyOnce() throws Exception {
    var house = House.build();
    var people = people(house);
    int port = PlatformPorts.free().of("GATEWAY");
    var gateway = SharedPlatform.get().platform().installation().ports().of("GATEWAY");
    try (var watcher = house.owner().connect(SocketOptions.LASTING);
        var link = new Link("gateway", port, gateway);
        var connection = new Connection(URI.create("http://localhost:" + port), CLIENTS, 1)) {
      int cuts = postAll(house, people, connection, link);
      System.out.printf("%d posts through %d cut connections%n", acknowledged.size(), cuts);
      assertTrue(cuts > CLIENTS, () -> cuts + " connections were cut");
      assertEquals(CLIENTS * POSTS, acknowledged.size());
      var accounts = Accounts.of(house.owner(), house.text());
      assertEquals(CLIENTS * POSTS, accounts.history().size());
      accounts.assertHold(new HashMap<>(acknowledged));
      accounts.assertReceived(watcher.inbox());
    }
  }

  private static List<Person> people(House house) throws Exception {
    var invite = house.owner().api().servers().invite(house.guild());
    var calls = new ArrayList<Callable<Person>>();
    for (var i = 0; i < CLIENTS; i++) {
      calls.add(() -> {
        var person = Person.make("cut");
        var _ = person.api().with(PATIENCE).servers().join(invite);
        return person;
      });
    }
    try (var threads = Executors.newFixedThreadPool(JOINING_AT_ONCE)) {
      var people = new ArrayList<Person>();
      for (var one : threads.invokeAll(calls)) {
        people.add(one.get());
      }
      return people;
    }
  }

  /** How many connections were cut meanwhile. */
  private int postAll(House house, List<Person> people, Connection connection, Link link)
      throws Exception {
    var sessions = new ArrayList<Session>();
    var clients = new ArrayList<Callable<Integer>>();
    try {
      for (var i = 0; i < CLIENTS; i++) {
        var person = people.get(i);
        var name = "client-" + i;
        if (i % 2 == 0) {
          var api = new ApiClient(connection).bearer(person.token()).with(PATIENCE);
          var channel = api.channel(house.text());
          clients.add(posting(name, nonce -> channel.post("text of " + nonce, nonce, null)));
        } else {
          var linked = new Person(connection, person.id(), person.name(), person.token());
          var session = linked.connect(SocketOptions.LASTING);
          sessions.add(session);
          clients.add(posting(name, bySocket(session, house.text())));
        }
      }
      return cutWhile(clients, link);
    } finally {
      sessions.forEach(Session::close);
    }
  }

  private static Poster.Way bySocket(Session session, String channel) {
    return nonce ->
        PATIENCE.ask(
            () -> Poster.join(session.socket().post(channel, "text of " + nonce, nonce, null)));
  }

  private Callable<Integer> posting(String name, Poster.Way way) {
    return () -> {
      for (var i = 0; i < POSTS; i++) {
        var nonce = name + "-" + i;
        acknowledged.put(nonce, way.apply(nonce).required("id").asText());
      }
      return POSTS;
    };
  }

  private static int cutWhile(List<Callable<Integer>> clients, Link link) throws Exception {
    var random = new Random(7);
    var left = new AtomicInteger(clients.size());
    int cuts = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          clients.stream()
              .map(client ->
                  threads.submit(() -> {
                    try {
                      return client.call();
                    } finally {
                      left.decrementAndGet();
                    }
                  }))
              .toList();
      while (left.get() > 0) {
        cuts += link.cut(0.1, random);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      for (var client : running) {
        assertEquals(POSTS, client.get());
      }
    }
    return cuts;
  }
}
