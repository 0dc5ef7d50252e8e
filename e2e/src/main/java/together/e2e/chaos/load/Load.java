package together.e2e.chaos.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import together.e2e.chaos.check.Checker;
import together.e2e.chaos.check.Diary;
import together.e2e.chaos.check.Finding;
import together.e2e.chaos.check.Findings;
import together.e2e.chaos.check.Journal;
import together.e2e.chaos.check.Positions;
import together.e2e.chaos.check.Stored;
import together.e2e.chaos.check.Witness;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.client.UnreachableException;

/** All clients of a run, from their first connection to what they saw in the end. */
public final class Load implements AutoCloseable {
  /** For what is not part of the load: making the world, reading what is stored. */
  static final Patience PATIENCE = new Patience(Duration.ofMinutes(4));

  private static final int HTTP_CONNECTIONS = 256;
  private static final int MEAN_PAUSE_MILLIS = 14_000;
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  /** A platform without faults has brought everybody up to date by then. */
  private static final Duration QUIET = Duration.ofMinutes(3);

  private final Connection connection;
  private final Tokens tokens;
  private final Journal journal = new Journal();
  private final Positions positions = new Positions();
  private final Findings findings;
  private final Tally tally = new Tally();
  private final Answers answers = new Answers();
  private final Shift shift = new Shift();
  private final ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService renewal = Executors.newScheduledThreadPool(1);
  private final List<Future<?>> living = new ArrayList<>();
  private final World world;
  private final long since;

  /** Makes the world and connects everybody; the platform is whole. */
  public Load(URI url, String operatorToken, int clients, Findings findings)
      throws InterruptedException, ExecutionException {
    this.findings = findings;
    connection = new Connection(url, HTTP_CONNECTIONS, 1);
    tokens = new Tokens(connection, operatorToken);
    var names = new ArrayList<String>();
    for (var number = 0; number < clients; number++) {
      names.add("chaos." + number);
    }
    var all = tokens.make(names).stream().map(this::guest).toList();
    world = new WorldBuilder(all.getFirst(), all.subList(1, all.size())).build();
    all.forEach(Guest::connect);
    for (var guest : all) {
      guest.awaitReady();
    }
    since = System.nanoTime();
    var _ =
        renewal.scheduleWithFixedDelay(
            tokens::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
  }

  private Guest guest(Tokens.User user) {
    return new Guest(user, connection, tokens, new Diary(user.name(), positions, findings), tally);
  }

  /** Begins what everybody does. */
  public void begin(long seed) {
    var gate = new Gate(findings, tally, shift);
    var mailer = new Mailer(journal, findings, answers, tally, shift);
    for (var index = 0; index < world.guests().size(); index++) {
      var doings = new GuestLife.Doings(gate, tally, shift, World.clubber(index));
      var random = new Random(seed * 31 + index);
      var guest = world.guests().get(index);
      living.add(
          lives.submit(new GuestLife(guest, world, mailer, doings, MEAN_PAUSE_MILLIS, random)));
    }
    for (var way : Gatekeeper.Way.values()) {
      var random = new Random(seed * 31 - 1 - way.ordinal());
      living.add(lives.submit(new Gatekeeper(way, world, gate, mailer, shift, random)));
    }
  }

  /** Ends it: what is under way may be finished. Throws what ended anybody before. */
  public void end() throws InterruptedException, ExecutionException {
    shift.over(GRACE.toNanos());
    for (var life : living) {
      var _ = life.get();
    }
  }

  /** Waits until everybody has come up to date; who does not in time has lost something. */
  public void settle() {
    var last = new HashMap<Room, Long>();
    for (var room : List.of(world.square(), world.vault(), world.club())) {
      last.put(room, sayTheLast(room));
    }
    var deadline = System.nanoTime() + QUIET.toNanos();
    for (var guest : everybody()) {
      var told =
          until(
              deadline,
              () ->
                  !guest.reading()
                      && last.keySet().stream().allMatch(room -> hasCome(guest, room, last)));
      var asked = System.nanoTime();
      if (!told || !until(deadline, () -> acknowledged(guest, asked))) {
        findings.add(
            Finding.Kind.LOST,
            "%s is not up to date %s after the end: connected %s, reading %s"
                .formatted(guest.name(), QUIET, guest.socket().connected(), guest.reading()));
      }
    }
  }

  private long sayTheLast(Room room) {
    var nonce = "last-" + room.name();
    journal.begins(nonce, room.channel(), System.nanoTime());
    var id =
        world
            .owner()
            .api()
            .with(PATIENCE)
            .channel(room.channel())
            .post("the last", nonce, null)
            .required("id")
            .asLong();
    journal.acknowledged(nonce, id, System.nanoTime());
    return id;
  }

  private static boolean hasCome(Guest guest, Room room, Map<Room, Long> last) {
    return !guest.sees(room) || guest.diary().knows(room.channel(), last.getOrDefault(room, 0L));
  }

  /** Asks for the position after all of it. */
  private static boolean acknowledged(Guest guest, long asked) {
    if (guest.acknowledgedAt() > asked) {
      return true;
    }
    try {
      guest.socket().heartbeat();
    } catch (UnreachableException e) {
      // It connects anew, and is asked again.
      return false;
    }
    var _ = until(System.nanoTime() + HEARTBEAT.toNanos(), () -> guest.acknowledgedAt() > asked);
    return guest.acknowledgedAt() > asked;
  }

  private static boolean until(long deadline, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return true;
  }

  private List<Guest> everybody() {
    var all = new ArrayList<>(world.guests());
    all.add(world.owner());
    return all;
  }

  /** Compares what was sent, what is stored and what each client saw. */
  public void check() {
    var histories = new HashMap<String, List<Stored>>();
    for (var room : world.rooms()) {
      histories.put(
          room.channel(),
          world.owner().api().with(PATIENCE).channel(room.channel()).history().stream()
              .map(message ->
                  new Stored(message.required("id").asLong(), message.required("nonce").asText()))
              .toList());
    }
    new Checker(journal, positions, histories, findings)
        .check(
            everybody().stream()
                .map(guest -> new Witness(guest.diary(), guest.sights(), since))
                .toList());
  }

  /** What was sent. */
  public Journal journal() {
    return journal;
  }

  public Tally tally() {
    return tally;
  }

  public Answers answers() {
    return answers;
  }

  /** MESSAGE_CREATEs that came to all clients together. */
  public long delivered() {
    return everybody().stream().mapToLong(guest -> guest.diary().delivered()).sum();
  }

  @Override
  public void close() {
    shift.over(0);
    lives.shutdownNow();
    renewal.shutdownNow();
    everybody().forEach(guest -> guest.socket().close());
    connection.close();
  }
}
