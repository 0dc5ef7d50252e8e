package together.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import together.e2e.client.Connection;

/**
 * Logins a second at auth-service against the bare hash of a password, of which the service
 * computes as many at once as half of the cores; then how long refreshes take.
 */
final class LoginPhase implements Phase {
  private static final int ACCOUNTS = 32;
  private static final int CLIENTS = 8;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final byte[] PASSWORD = "correct horse battery staple".getBytes(US_ASCII);
  private static final Argon2Advanced ARGON2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

  /** A few dozen logins a second: the JIT compilers take their time. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration TIME = Duration.ofSeconds(15);
  private static final int REFRESHES = 2_000;
  private static final int REFRESH_WARM_UP = 500;

  @Override
  public void run(Target target, PrintStream out) {
    var ports = target.installation().ports();
    var direct = URI.create("http://127.0.0.1:" + ports.of("AUTH"));
    try (var auth = new Connection(direct, CLIENTS, 1)) {
      var sessions = Logins.make(auth, ACCOUNTS);
      var next = new AtomicInteger();
      ClosedLoop.Writers logins =
          number ->
              () -> {
                var _ = Logins.logIn(auth, sessions.get(next.getAndIncrement() % sessions.size()));
              };
      int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
      var bare = hashes(atOnce);
      var before = target.cpu();
      double rate = ClosedLoop.run(logins, CLIENTS, WARM_UP, TIME);
      var used = target.cpu().since(before);
      var all = hashes(Runtime.getRuntime().availableProcessors());
      out.printf(
          Locale.ROOT,
          "%n## Logins, %d clients at auth-service%n%n| what | a second |%n|---|---|%n| logins | %.1f |%n| bare hash, %d at once | %.1f |%n| bare hash, all cores | %.1f |%n%nCores used: %s.%n",
          CLIENTS,
          rate,
          atOnce,
          bare,
          all,
          used);
      target
          .summary()
          .add(
              "logins a second against the bare hash on half of the cores, as many as the service uses",
              String.format(Locale.ROOT, "%.1f / %.1f = %.2f", rate, bare, rate / bare),
              "≥ 0.8",
              "",
              "");
      refreshes(target, auth, sessions.getFirst(), out);
    }
  }

  /** One session carried on and on, one refresh after the other. */
  private static void refreshes(
      Target target, Connection auth, Logins.Session first, PrintStream out) {
    var times = new Histogram(3);
    var session = first;
    for (int number = 0; number < REFRESH_WARM_UP + REFRESHES; number++) {
      var began = System.nanoTime();
      session = Logins.refresh(auth, session);
      if (number >= REFRESH_WARM_UP) {
        times.recordValue((System.nanoTime() - began) / 1000);
      }
    }
    var figures =
        String.format(
            Locale.ROOT,
            "%.1f / %.1f ms",
            times.getValueAtPercentile(50) / 1000.0,
            times.getValueAtPercentile(99) / 1000.0);
    out.printf("%n%,d refreshes, one after the other: p50 / p99 %s.%n", REFRESHES, figures);
    target.summary().add("refresh, p50 / p99", figures, "", "", "");
  }

  private static double hashes(int threads) {
    ClosedLoop.Writers writers = number -> LoginPhase::hash;
    return ClosedLoop.run(writers, threads, Duration.ofSeconds(5), Duration.ofSeconds(8));
  }

  private static void hash() {
    var salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    ARGON2.pbkdf(PASSES, MEMORY_KIB, 1, PASSWORD, salt, 32);
  }
}
