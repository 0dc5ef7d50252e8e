package together.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * What an event costs a gateway node on which nobody wants it: copies of real messages of servers
 * without a connected member, in bulk, less what the gateway uses without them.
 */
final class SkipPhase implements Phase {
  private static final int SERVERS = 8;
  private static final int RECORDS = 200_000;
  private static final int A_SECOND = 20_000;
  private static final int WARM_UPS = 3;
  private static final int AIM_MICROS = 2;
  private static final Duration AFTER = Duration.ofSeconds(2);

  @Override
  public void run(Target target, PrintStream out) {
    target.warmUp().posts();
    try (var records = UnwantedRecords.like(target.installation(), SERVERS, () -> post(target))) {
      for (var time = 0; time < WARM_UPS; time++) {
        records.write(RECORDS / 2, A_SECOND);
      }
      LockSupport.parkNanos(AFTER.toNanos());
      var began = target.cpu();
      records.write(RECORDS, A_SECOND);
      LockSupport.parkNanos(AFTER.toNanos());
      var used = target.cpu().since(began);
      began = target.cpu();
      LockSupport.parkNanos((long) (used.wall() * 1e9));
      var rest = target.cpu().since(began);
      var micros = 1e6 * (used.gateway() - rest.gateway()) / RECORDS;

      out.printf(
          "%n## An event nobody here wants: %,d records of %d bytes, %,d a second, after %,d of warm-up%n%n",
          RECORDS, records.bytes(), A_SECOND, WARM_UPS * RECORDS / 2);
      out.printf("| | CPU s | µs a record |%n|---|---|---|%n");
      out.printf(
          Locale.ROOT,
          "| gateway, with them | %.2f | |%n| gateway, as long without | %.2f | |%n",
          used.gateway(),
          rest.gateway());
      out.printf(
          Locale.ROOT,
          "| the difference | %.2f | %.2f |%n",
          used.gateway() - rest.gateway(),
          micros);
      target
          .summary()
          .add(
              "gateway CPU of an event nobody here wants",
              String.format(Locale.ROOT, "%.2f µs", micros),
              "≤ %d µs".formatted(AIM_MICROS),
              "",
              "");
    }
  }

  private static void post(Target target) {
    for (var number = 0; number < SERVERS; number++) {
      var crowd = target.strangers(1, "unwanted-" + number);
      var channel = crowd.channel("unwanted");
      var author = crowd.authors(target.http(), 1).getFirst();
      var _ = author.channel(channel).post(HttpPosts.TEXT, UUID.randomUUID().toString(), null);
    }
  }
}
