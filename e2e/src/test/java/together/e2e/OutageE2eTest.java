package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
import together.e2e.client.ApiClient;
import together.e2e.client.ChannelApi;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;
import together.e2e.platform.Signals;

/** PostgreSQL and Kafka are killed in the middle of a load of posts, and come back. */
class OutageE2eTest {
  private static final int ROUNDS = Boolean.getBoolean("together.soak") ? 5 : 1;
  private static final int BETWEEN = 60;

  /** A post's own deadline and the edge's patience with a silent service, and a busy machine. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  private static SharedPlatform platform;

  @BeforeAll
  static void start() {
    platform = SharedPlatform.start("outages", Map.of("TOGETHER_KAFKA_APART", "1"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  /** How posts were answered. */
  private static final class Answers {
    private final Map<Integer, AtomicInteger> byStatus = new TreeMap<>();
    private final AtomicLong longestNanos = new AtomicLong();

    synchronized void add(int status, long nanos) {
      byStatus.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
      longestNanos.accumulateAndGet(nanos, Math::max);
    }
  }

  @Test
  void postsAreStoredOrAnsweredWithLaterAndNothingAcknowledgedIsLost() throws Exception {
    var house = House.build(platform);
    var answers = new Answers();
    var posters = new ArrayList<Poster>();
    for (var i = 0; i < 6; i++) {
      posters.add(poster("post-" + i, i % 2 == 0 ? house.owner() : house.member(), house, answers));
    }
    try (var session = house.member().connect(SocketOptions.LASTING)) {
      var crew = new Crew(posters);
      crew.workDuring(() -> {
        for (var round = 0; round < ROUNDS; round++) {
          crew.awaitMore(BETWEEN);
          killDatabase();
          crew.awaitMore(BETWEEN);
          platform.platform().killAndAwaitRestart("kafka");
        }
        crew.awaitMore(BETWEEN);
      });
      System.out.printf(
          "%d posts, answers %s, longest %d ms%n",
          crew.count(), answers.byStatus, answers.longestNanos.get() / 1_000_000);
      var accounts = Accounts.of(house.owner(), house.text());
      accounts.assertHold(crew.acknowledged());
      accounts.assertReceived(session.inbox());
      new StoredChannel(platform.platform().installation(), house.text()).assertLogAgrees();
    }
    assertTrue(
        answers.byStatus.keySet().stream().allMatch(s -> s == 200 || s == 201 || s == 503),
        () -> "statuses " + answers.byStatus);
    assertTrue(answers.byStatus.containsKey(503), "the outage was noticed");
    assertTrue(
        answers.longestNanos.get() < DEADLINE.toNanos(),
        () -> "an answer took " + Duration.ofNanos(answers.longestNanos.get()));
  }

  @Test
  void aSessionThatEndsWhileKafkaStandsStillIsRefusedBeforeItGoesOn() throws Exception {
    var zoe = Person.make(platform, "zoe");
    var other = zoe.renewed(platform);
    var kafka = List.of(platform.platform().installation().process("kafka").orElseThrow());
    try (var session = zoe.connect(SocketOptions.ONCE)) {
      Signals.send("STOP", kafka);
      try {
        zoe.api().with(PATIENCE).auth().logout();
        // Of guild-service, which knows of no sessions: it is the edge that refuses.
        Wait.until(() -> servers(zoe).status() == 401, "the edge to know of it");
        assertEquals(4010, session.inbox().awaitClose(Limits.ANSWER).code());
        assertEquals(200, servers(other).status(), "the other session goes on");
      } finally {
        Signals.send("CONT", kafka);
      }
    }
  }

  private static Answer servers(Person person) {
    return person.api().raw("GET", "/api/users/@me/servers", null);
  }

  private static void killDatabase() {
    var installation = platform.platform().installation();
    var killed = installation.database().orElseThrow();
    killed.destroyForcibly();
    Wait.until(
        () ->
            installation.database().filter(now -> now.isAlive() && !now.equals(killed)).isPresent(),
        "PostgreSQL to be started again");
  }

  /** Asks again by itself, so that each answer is seen. */
  private static Poster poster(String name, Person person, House house, Answers answers) {
    return new Poster(
        name,
        house.text(),
        Duration.ofMillis(60),
        nonce -> post(person.api(), house.text(), nonce, answers));
  }

  private static JsonNode post(ApiClient api, String channel, String nonce, Answers answers) {
    var body = ChannelApi.message("text of " + nonce, nonce, null);
    while (true) {
      long before = System.nanoTime();
      var answer = api.raw("POST", api.channel(channel).messages(), body);
      answers.add(answer.status(), System.nanoTime() - before);
      if (answer.ok()) {
        return answer.json();
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
