package together.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import together.e2e.client.Connection;
import together.e2e.platform.Installation;

/**
 * Sums and counts of the platform's own timers (Prometheus text), by service, series and labels.
 *
 * @param values {@code <service> <metric>{labels}} without the suffix, to sum in seconds and count
 */
record StageMetrics(Map<String, Timer> values) {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)_seconds_(sum|count)(\\{.*})? ([0-9.E+-]+|NaN)");

  record Timer(double seconds, double count) {}

  StageMetrics {
    values = Map.copyOf(values);
  }

  static StageMetrics read(Installation installation) {
    var sums = new HashMap<String, Double>();
    var counts = new HashMap<String, Double>();
    for (var service : List.of("auth", "guild", "message", "voice", "gateway")) {
      var port = service.equals("gateway") ? "MANAGEMENT" : service.toUpperCase(Locale.ROOT);
      var base = URI.create("http://127.0.0.1:" + installation.ports().of(port));
      try (var connection = new Connection(base, 1, 1)) {
        var answer = connection.ask("GET", "/q/metrics", Map.of("accept", "text/plain"), null);
        new String(answer.body(), StandardCharsets.UTF_8)
            .lines()
            .forEach(line -> line(service, line, sums, counts));
      }
    }
    var values = new HashMap<String, Timer>();
    sums.forEach((name, sum) -> values.put(name, new Timer(sum, counts.getOrDefault(name, 0.0))));
    return new StageMetrics(values);
  }

  private static void line(
      String service, String line, Map<String, Double> sums, Map<String, Double> counts) {
    var matcher = LINE.matcher(line);
    if (matcher.matches()) {
      var labels = matcher.group(3) == null ? "" : matcher.group(3);
      var name = service + " " + matcher.group(1) + labels;
      var target = matcher.group(2).equals("sum") ? sums : counts;
      target.put(name, Double.parseDouble(matcher.group(4)));
    }
  }

  /** What was added since, as mean milliseconds; only what was timed at all. */
  Map<String, Timer> since(StageMetrics before) {
    var added = new HashMap<String, Timer>();
    values.forEach((name, now) -> {
      var then = before.values.getOrDefault(name, new Timer(0, 0));
      if (now.count() > then.count()) {
        added.put(name, new Timer(now.seconds() - then.seconds(), now.count() - then.count()));
      }
    });
    return added;
  }

  /**
   * Table rows of the timers that belong to a message's way.
   *
   * @param names regular expression on {@link #values()}' keys
   */
  static List<String> rows(Map<String, Timer> added, String names) {
    var rows = new ArrayList<String>();
    added.entrySet().stream()
        .filter(entry -> entry.getKey().matches(names))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            rows.add(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %,.0f | %.2f |",
                    entry.getKey(),
                    entry.getValue().count(),
                    1000 * entry.getValue().seconds() / entry.getValue().count())));
    return rows;
  }
}
