package together.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import together.e2e.client.Connection;

/**
 * What a flood of logins from many addresses, through the hostname, does to the posts of others.
 */
final class LoginFloodPhase implements Phase {
  private static final int MEMBERS = 20;
  private static final int RATE = 50;
  private static final int SECONDS = 20;
  private static final int FLOODERS = 64;
  private static final int TOO_MANY = 429;
  private static final double AIM = 3;

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(MEMBERS, "login-flood");
    var posts = new HttpPosts(target, crowd, MEMBERS, crowd.channel("flood"));
    try (var receiver = target.connect(crowd);
        var flood = new Connection(target.installation().url(), FLOODERS, 1)) {
      target.warmUp().run(posts, receiver, MEMBERS, RATE);
      var quiet = Step.run(posts, receiver, MEMBERS, RATE, SECONDS, target::cpu);
      var number = new AtomicInteger();
      ClosedLoop.Writers guesses =
          client ->
              () -> {
                var answer = Logins.guess(flood, number.incrementAndGet());
                if (answer.status() == TOO_MANY) {
                  throw new IllegalStateException(
                      "the flood meets one address's limit: set TOGETHER_TRUSTED_PROXIES=127.0.0.1");
                }
              };
      var flooding =
          CompletableFuture.supplyAsync(() ->
              ClosedLoop.run(
                  guesses, FLOODERS, Duration.ofSeconds(3), Duration.ofSeconds(SECONDS)));
      var flooded = Step.run(posts, receiver, MEMBERS, RATE, SECONDS, target::cpu);
      double guessed = flooding.join();
      out.printf(
          Locale.ROOT,
          "%n## Posts beside a flood of logins: %d clients, each address a name nobody has; %.0f answered a second%n%n",
          FLOODERS,
          guessed);
      out.print(Step.HEADER);
      out.println(quiet.row());
      out.println(flooded.row());
      target
          .summary()
          .add(
              "posts' p99 beside a flood of logins, against without",
              String.format(
                  Locale.ROOT,
                  "%.1f / %.1f ms = %.1f",
                  flooded.millis(99),
                  quiet.millis(99),
                  flooded.millis(99) / quiet.millis(99)),
              String.format(Locale.ROOT, "≤ %.0f", AIM),
              "",
              "");
    }
  }
}
