package together.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import together.e2e.client.ApiClient;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/**
 * Rounds in which somebody's sight changes while others post, watched on several sockets of
 * everybody. What comes of a message must be seen by whoever might see its channel from its
 * revision on, and by nobody who might at none of these.
 */
final class LeakRun implements AutoCloseable {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final int SOCKETS_EACH = 2;

  /** Posts that meet a change under way. */
  private static final int MEANWHILE = 3;

  private static final int ROUNDS_BETWEEN_RESTS = 20;
  private static final int ROUNDS_BETWEEN_BREAKS = 4;
  private static final long TOKEN_NANOS = Duration.ofMinutes(8).toNanos();

  /** A watched socket. */
  private record Watched(LeakWatcher watcher, GatewaySocket socket) {}

  private final SharedPlatform platform;
  private final Random random;
  private final LeakHouse house;
  private final SecretHouse rules;
  private final SightBook book = new SightBook();
  private final LeakFindings findings = new LeakFindings();
  private final LeakPosts posts;
  private final LeakLook looks;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final List<Watched> watched = new ArrayList<>();
  private final GatewaySocket speaker;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private long renewed = System.nanoTime();
  private int breaks;
  private int rests;

  LeakRun(SharedPlatform platform, long seed) {
    this.platform = platform;
    random = new Random(seed);
    house = LeakHouse.build(platform);
    rules = new SecretHouse(house.places(), random);
    posts = new LeakPosts(house.places().group());
    looks = new LeakLook(house, book, findings);
    book.begin(rules.sight());
    for (var person : house.watched()) {
      for (int number = 0; number < SOCKETS_EACH; number++) {
        watched.add(watch(person, SocketOptions.LASTING));
      }
    }
    speaker =
        GatewaySocket.open(
            platform.connection(), token(house.owner()), SocketOptions.LASTING, frame -> {});
    Wait.until(
        () -> speaker.connected() && watched.stream().allMatch(LeakRun::isWhole), "all sockets");
  }

  private Watched watch(Person person, SocketOptions options) {
    var watcher =
        new LeakWatcher(
            person.id(),
            person.equals(house.admin()),
            house.places().guild(),
            book,
            posts,
            findings);
    watcher.settle();
    return new Watched(
        watcher, GatewaySocket.open(platform.connection(), token(person), options, watcher));
  }

  private static boolean isWhole(Watched one) {
    return one.watcher().missing().isEmpty();
  }

  // ---- rounds

  LeakFindings run(int rounds) {
    for (int round = 1; round <= rounds && findings.none(); round++) {
      change();
      post(pick(house.rooms()));
      if (round % ROUNDS_BETWEEN_BREAKS == 0) {
        watched.get(random.nextInt(watched.size())).socket().drop();
        breaks++;
      }
      if (round % ROUNDS_BETWEEN_RESTS == 0) {
        rest();
      }
    }
    rest();
    for (var one : watched) {
      if (one.socket().identified() != 1) {
        findings.lost(one.watcher().user() + " had to begin anew");
      }
    }
    return findings;
  }

  private void change() {
    var change = rules.change();
    book.begin(rules.sight());
    var under = new ArrayList<Future<?>>();
    under.add(
        threads.submit(
            () -> api(by(change.by())).call(change.method(), change.path(), change.body())));
    for (int number = 0; number < MEANWHILE; number++) {
      var room = pick(house.rooms());
      under.add(threads.submit(() -> post(room)));
    }
    under.forEach(LeakRun::join);
    book.settle();
  }

  private void post(String room) {
    var post = posts.next(room, book.certain());
    var author = post.number() % 2 == 0 ? house.owner() : house.admin();
    var _ = api(author).channel(room).post("message " + post.number(), post.nonce(), null);
    posts.acknowledged(post);
  }

  private static void join(Future<?> running) {
    try {
      running.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  // ---- at rest

  /** Waits for what is to come, then compares all that anybody can ask for. */
  private void rest() {
    await(LeakRun::isWhole, one -> one.watcher().missing());
    watched.forEach(one -> one.watcher().settle());
    renewTokens();
    // Another one each time: who stays is not told of again.
    var channel = house.voice().get(rests++ % house.voice().size());
    speaker.voice(house.places().guild(), channel);
    await(
        one ->
            one.watcher().knowsVoiceIn(channel)
                || !book.now(one.watcher().user()).contains(channel),
        one -> one.watcher().user() + " is not told who speaks in " + channel);
    var looking =
        house.watched().stream()
            .map(person -> threads.submit(() -> looks.look(person, api(person))))
            .toList();
    looking.forEach(LeakRun::join);
    var fresh =
        watch(house.watched().get(random.nextInt(house.watched().size())), SocketOptions.ONCE);
    try (var _ = fresh.socket()) {
      await(
          List.of(fresh),
          one -> one.watcher().difference().isEmpty(),
          one -> "anew: " + one.watcher().difference());
    }
  }

  /** True of each after a while, or it is told as a loss. */
  private void await(Predicate<Watched> condition, Function<Watched, String> told) {
    await(watched, condition, told);
  }

  private void await(
      List<Watched> all, Predicate<Watched> condition, Function<Watched, String> told) {
    long end = System.nanoTime() + Limits.ANSWER.toNanos();
    while (!all.stream().allMatch(condition) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    all.stream().filter(condition.negate()).map(told).forEach(findings::lost);
  }

  // ---- who asks

  private Person by(@Nullable String id) {
    return house.others().stream()
        .filter(person -> person.id().equals(id))
        .findFirst()
        .orElse(house.owner());
  }

  private ApiClient api(Person person) {
    return person.api().bearer(token(person).get()).with(PATIENCE);
  }

  private Supplier<String> token(Person person) {
    return () -> tokens.getOrDefault(person.id(), person.token());
  }

  /** Access tokens live a quarter of an hour. No lock: event loops ask for tokens too. */
  private void renewTokens() {
    if (System.nanoTime() - renewed > TOKEN_NANOS) {
      var all = new ArrayList<>(house.watched());
      all.add(house.owner());
      all.forEach(person -> tokens.put(person.id(), person.renewed(platform).token()));
      renewed = System.nanoTime();
    }
  }

  /** For the record. */
  String told() {
    return "%d messages, %d sockets, %d of them broken and resumed %d times"
        .formatted(
            posts.count(),
            watched.size(),
            watched.stream().filter(one -> one.socket().resumed() > 0).count(),
            breaks);
  }

  @Override
  public void close() {
    watched.forEach(one -> one.socket().close());
    speaker.close();
    threads.close();
  }
}
