package together.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import together.e2e.client.Connection;

/**
 * What a verified token costs the edge: a route that asks for one against one that does not, both
 * answered 404 by guild-service. Compared is the gateway's CPU time, for the services' work
 * differs.
 */
final class TokenPhase implements Phase {
  private static final int CLIENTS = 32;
  private static final int CALLERS = 400;
  private static final int TURNS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration TIME = Duration.ofSeconds(8);
  private static final double AIM = 0.85;

  private record Rate(double perSecond, double gatewayMicros) {}

  @Override
  public void run(Target target, PrintStream out) {
    var tokens = target.crowd(CALLERS, "token").tokens();
    try (var connection = new Connection(target.installation().url(), CLIENTS, 1)) {
      Rate open = new Rate(0, 0);
      Rate guarded = new Rate(0, 0);
      for (int turn = 0; turn < TURNS; turn++) {
        // The first turns warm up; each of the two is measured beside the other.
        open = measure(target, open(connection));
        guarded = measure(target, guarded(connection, tokens));
      }
      var ratio = open.gatewayMicros() / guarded.gatewayMicros();
      out.printf(
          Locale.ROOT,
          "%n## Requests with a verified token, %d clients%n%n| route | a second | gateway CPU µs |%n|---|---|---|%n| open | %,.0f | %.0f |%n| with a token | %,.0f | %.0f |%n",
          CLIENTS,
          open.perSecond(),
          open.gatewayMicros(),
          guarded.perSecond(),
          guarded.gatewayMicros());
      target
          .summary()
          .add(
              "edge requests of a core with a verified token against without",
              String.format(Locale.ROOT, "%.2f", ratio),
              String.format(Locale.ROOT, "≥ %.2f", AIM),
              "",
              "");
    }
  }

  private static Rate measure(Target target, ClosedLoop.Writers writers) {
    var _ = ClosedLoop.run(writers, CLIENTS, Duration.ZERO, WARM_UP);
    var before = target.cpu();
    double perSecond = ClosedLoop.run(writers, CLIENTS, Duration.ZERO, TIME);
    var used = target.cpu().since(before);
    return new Rate(perSecond, 1e6 * used.gateway() / used.wall() / perSecond);
  }

  /** Each from another address, so that none passes an address's limit. */
  private static ClosedLoop.Writers open(Connection connection) {
    var number = new AtomicInteger();
    return client ->
        () -> {
          int next = number.getAndIncrement();
          var address = "10.20.%d.%d".formatted(next >> 8 & 255, next & 255);
          expect(connection, "/api/emojis/1", Map.of("X-Forwarded-For", address));
        };
  }

  private static ClosedLoop.Writers guarded(Connection connection, List<String> tokens) {
    var number = new AtomicInteger();
    return client ->
        () -> {
          int next = number.getAndIncrement();
          var address = "10.20.%d.%d".formatted(next >> 8 & 255, next & 255);
          var token = "Bearer " + tokens.get(next % tokens.size());
          expect(
              connection,
              "/api/servers/1",
              Map.of("X-Forwarded-For", address, "Authorization", token));
        };
  }

  private static void expect(Connection connection, String path, Map<String, String> headers) {
    var answer = connection.ask("GET", path, headers, null);
    if (answer.status() != 404) {
      throw new IllegalStateException(path + ": " + answer.status());
    }
  }
}
