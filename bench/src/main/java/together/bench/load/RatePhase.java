package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** 10,000 deliveries a second: how soon they come, beside what one fdatasync takes here. */
final class RatePhase implements Phase {
  private static final int MEMBERS = 100;
  private static final int RATE = 100;
  private static final int SECONDS = 40;
  private static final int WARM_RATE = 500;
  private static final int AUTHORS = 20;
  private static final double ALLOWED_MILLIS = 4;
  private static final int LATEST_MILLIS = 25;

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(MEMBERS, "rate-10k");
    var posts = new HttpPosts(target, crowd, AUTHORS, crowd.channel("rate"));
    try (var receiver = target.connect(crowd)) {
      target.warmUp().run(posts, receiver, MEMBERS, WARM_RATE);
      var before = DiskSync.measure(target.installation().data());
      var step = Step.run(posts, receiver, MEMBERS, RATE, SECONDS, target::cpu);
      var after = DiskSync.measure(target.installation().data());
      before.add(after);

      out.printf(
          "%n## %,d deliveries a second: %d posts to %d members, %d s%n%n%s.%n%n",
          RATE * MEMBERS, RATE, MEMBERS, SECONDS, target.warmUp());
      out.print(Step.HEADER);
      out.println(step.row());
      out.printf(
          Locale.ROOT,
          "%np90 %.1f ms, p99.9 %.1f ms. One pwrite of 4 KiB and fdatasync on this disk, before and after, %d times: p50 %.2f ms, p99 %.2f ms.%n",
          step.millis(90),
          step.millis(99.9),
          before.getTotalCount(),
          before.getValueAtPercentile(50) / 1000.0,
          before.getValueAtPercentile(99) / 1000.0);
      var sync = before.getValueAtPercentile(50) / 1000.0;
      target
          .summary()
          .add(
              "10,000 a second to 100, p50 / p99",
              String.format(Locale.ROOT, "%.1f / %.1f ms", step.millis(50), step.millis(99)),
              String.format(
                  Locale.ROOT,
                  "≤ %.1f (fdatasync %.2f + 4) / ≤ %d ms",
                  sync + ALLOWED_MILLIS,
                  sync,
                  LATEST_MILLIS),
              "",
              "ejabberd with archive at 30,000: 3.2 / 7.5 ms");
    }
  }
}
