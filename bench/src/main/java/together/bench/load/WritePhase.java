package together.bench.load;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Acknowledged posts a second, against plain inserts of the same rows right after. */
final class WritePhase implements Phase {
  private static final int WRITERS = 128;
  private static final int CHANNELS = 8;

  /** More of them are not faster on two cores. */
  private static final int INSERTERS = 32;

  private static final int MOST_ROWS = 50_000;
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration INSERT_WARM_UP = Duration.ofSeconds(4);
  private static final String TEXT =
      "crimsun: however, there's always gsvn, as in the tigris project";

  @Override
  public void run(Target target, PrintStream out) throws SQLException {
    var installation = target.installation();
    var cpu = Cpu.now(installation);
    var posts = ClosedLoop.run(posters(target), WRITERS, WARM_UP, TIME);
    var postsCpu = Cpu.now(installation).since(cpu);
    double inserts;
    CpuUse insertsCpu;
    try (var plain = PlainInserts.of(installation, MOST_ROWS)) {
      cpu = Cpu.now(installation);
      inserts = ClosedLoop.run(plain, INSERTERS, INSERT_WARM_UP, TIME);
      insertsCpu = Cpu.now(installation).since(cpu);
    }
    out.printf(
        "%n## Writes: %d posts or %d inserts at once, %d channels, durable, %d s%n%n",
        WRITERS, INSERTERS, CHANNELS, TIME.toSeconds());
    out.printf("| what | a second | cores used |%n|---|---|---|%n");
    out.printf(
        Locale.ROOT, "| posts acknowledged through the hostname | %,.0f | %s |%n", posts, postsCpu);
    out.printf(
        Locale.ROOT, "| plain inserts of the same rows | %,.0f | %s |%n", inserts, insertsCpu);
    out.printf(Locale.ROOT, "| ratio (aim: at least 0.35) | %.2f | |%n", posts / inserts);
  }

  private static ClosedLoop.Writers posters(Target target) {
    var crowd = target.crowd(WRITERS, "writes");
    var channels = new ArrayList<String>();
    for (var number = 0; number < CHANNELS; number++) {
      channels.add(crowd.channel("writes-" + number));
    }
    var authors = crowd.authors(target.http(), WRITERS);
    var run = UUID.randomUUID().toString().substring(0, 8);
    var next = new AtomicLong();
    return number -> {
      var channel = authors.get(number).channel(channels.get(number % CHANNELS));
      return () -> {
        var _ = channel.post(TEXT, run + "-" + next.getAndIncrement(), null);
      };
    };
  }
}
