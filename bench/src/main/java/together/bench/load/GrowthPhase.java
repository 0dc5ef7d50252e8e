package together.bench.load;

import java.io.PrintStream;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import together.bench.growth.Channels;
import together.bench.growth.ChatText;
import together.bench.growth.Filling;
import together.bench.growth.Reads;
import together.e2e.client.ChannelApi;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/**
 * What message-service does with 100,000, a million, ten million messages in 1,000 channels: pages
 * of histories, searches, and what a post costs. GROWTH is the most, a million by default.
 */
final class GrowthPhase implements Phase {
  private static final List<Long> SIZES = List.of(100_000L, 1_000_000L, 10_000_000L);
  private static final long BY_DEFAULT = 1_000_000;
  private static final int SERVERS = 10;
  private static final int CHANNELS = 100;
  private static final int PEOPLE = 50;
  private static final int WARM_UP = 300;
  private static final int HISTORIES = 2_000;
  private static final int SEARCHES = 150;
  private static final int WRITERS = 16;
  private static final Duration POST_WARM_UP = Duration.ofSeconds(20);
  private static final Duration POSTING = Duration.ofSeconds(20);

  /** Figures of one size. */
  private record Size(
      long messages, Histogram histories, Map<String, Histogram> searches, Posting posting) {
    Histogram allSearches() {
      var all = new Histogram(3);
      searches.values().forEach(all::add);
      return all;
    }
  }

  /** Posts a second, and CPU microseconds of one in message-service and in PostgreSQL. */
  private record Posting(double rate, double service, double database) {}

  @Override
  public void run(Target target, PrintStream out) throws SQLException {
    var installation = target.installation();
    var texts = ChatText.load(installation.home());
    var most = System.getenv("GROWTH");
    long limit = most == null || most.isBlank() ? BY_DEFAULT : Long.parseLong(most.strip());
    var places = places(target);
    var direct = URI.create("http://127.0.0.1:" + installation.ports().of("MESSAGE"));
    out.printf(
        "%n## Growth: %d channels in %d servers, %,d different texts of %s%n%n",
        SERVERS * CHANNELS, SERVERS, texts.size(), texts.name());
    var sizes = new ArrayList<Size>();
    try (var messages = new Connection(direct, WRITERS, 1);
        var database =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + installation.ports().of("POSTGRES") + "/together",
                "postgres",
                installation.secret("database-superuser"))) {
      var filling = new Filling(database, places, texts);
      var reads = new Reads(messages, places, texts, filling);
      for (long count : SIZES) {
        if (count <= limit) {
          var seconds = filling.fill(count);
          out.printf(
              Locale.ROOT,
              "%,d messages: filled in %.0f s, indexed after %.0f s more; bytes of a message: %d, of its nonce %d, of the search index %d%n",
              count,
              seconds[0],
              seconds[1],
              bytes(filling, "messages", count),
              bytes(filling, "nonces", count),
              bytes(filling, "search_parts", count) + bytes(filling, "search_segments", count));
          // The first size meets JVMs that have just been started.
          int warmUp = sizes.isEmpty() ? 10 * WARM_UP : WARM_UP;
          var _ = reads.histories(warmUp);
          var _ = reads.searches(warmUp / 10);
          sizes.add(
              new Size(
                  count,
                  reads.histories(HISTORIES),
                  reads.searches(SEARCHES),
                  post(target, messages, places, texts)));
          out.printf(Locale.ROOT, "%,d messages: measured%n", count);
        }
      }
    }
    print(sizes, out);
    summary(target, sizes);
  }

  private static long bytes(Filling filling, String table, long messages) throws SQLException {
    return filling.number("SELECT pg_total_relation_size('message." + table + "')") / messages;
  }

  /** The same people in all servers. */
  private static Channels places(Target target) {
    var guilds = new ArrayList<Long>();
    var channels = new ArrayList<Long>();
    var authors = new ArrayList<Long>();
    var tokens = List.<String>of();
    for (int server = 0; server < SERVERS; server++) {
      var crowd = target.crowd(PEOPLE, "growth-" + server);
      tokens = crowd.tokens();
      for (int number = 0; number < CHANNELS; number++) {
        guilds.add(Long.parseLong(crowd.serverId()));
        channels.add(Long.parseLong(crowd.channel("growth-" + number)));
      }
      if (authors.isEmpty()) {
        crowd.members().forEach(one -> authors.add(Long.parseLong(crowd.accounts().of(one).id())));
      }
    }
    return new Channels(guilds, channels, authors, tokens);
  }

  private static Posting post(Target target, Connection messages, Channels places, ChatText texts) {
    var run = UUID.randomUUID().toString().substring(0, 8);
    var next = new AtomicLong();
    ClosedLoop.Writers writers =
        writer -> {
          var random = RandomGenerator.of("L64X128MixRandom");
          var headers = Map.of("authorization", "Bearer " + places.tokens().get(writer));
          return () -> {
            long number = next.getAndIncrement();
            long channel = places.channels().get(random.nextInt(places.channels().size()));
            var body = ChannelApi.message(texts.text(number * 31), run + "-" + number, null);
            var path = "/api/channels/" + channel + "/messages";
            var answer = messages.ask("POST", path, headers, Json.bytes(body));
            if (!answer.ok()) {
              throw new IllegalStateException("a post was answered with " + answer.status());
            }
          };
        };
    var _ = ClosedLoop.run(writers, WRITERS, Duration.ZERO, POST_WARM_UP);
    var before = target.cpu();
    long first = next.get();
    double rate = ClosedLoop.run(writers, WRITERS, Duration.ZERO, POSTING);
    var used = target.cpu().since(before).byProcess();
    double posts = next.get() - first;
    return new Posting(
        rate,
        1e6 * used.getOrDefault("message", 0.0) / posts,
        1e6 * used.getOrDefault("postgresql", 0.0) / posts);
  }

  private static void print(List<Size> sizes, PrintStream out) {
    out.printf("%n| what |");
    sizes.forEach(size -> out.printf(" %,d |", size.messages()));
    out.printf("%n|---|");
    sizes.forEach(size -> out.print("---|"));
    row(out, "history, any depth, p50 / p99 ms", sizes, size -> times(size.histories()));
    if (!sizes.isEmpty()) {
      for (var kind : sizes.getFirst().searches().keySet()) {
        row(
            out,
            "search: " + kind + ", p50 / p99 ms",
            sizes,
            size -> times(size.searches().getOrDefault(kind, new Histogram(3))));
      }
    }
    row(out, "**all searches, p50 / p99 ms**", sizes, size -> times(size.allSearches()));
    row(
        out,
        "posts a second, " + WRITERS + " at once",
        sizes,
        size -> String.format(Locale.ROOT, "%,.0f", size.posting().rate()));
    row(
        out,
        "CPU µs of a post: message-service, PostgreSQL",
        sizes,
        size ->
            String.format(
                Locale.ROOT, "%.0f, %.0f", size.posting().service(), size.posting().database()));
    out.println();
  }

  private static void row(
      PrintStream out,
      String what,
      List<Size> sizes,
      java.util.function.Function<Size, String> value) {
    out.printf("%n| %s |", what);
    sizes.forEach(size -> out.printf(" %s |", value.apply(size)));
  }

  private static String times(Histogram micros) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f",
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3);
  }

  private static void summary(Target target, List<Size> sizes) {
    if (sizes.isEmpty()) {
      return;
    }
    var first = sizes.getFirst().posting();
    var last = sizes.getLast();
    var of = "%,d messages".formatted(last.messages());
    double millis = last.histories().getValueAtPercentile(99) / 1e3;
    double searching = last.allSearches().getValueAtPercentile(99) / 1e3;
    target.summary().add("history page of " + of + ", p99", millis(millis), "≤ 10 ms", "", "");
    target.summary().add("search of " + of + ", p99", millis(searching), "≤ 150 ms", "", "");
    target
        .summary()
        .add(
            "PostgreSQL's CPU of a post, against 100,000",
            String.format(Locale.ROOT, "%.2f", last.posting().database() / first.database()),
            "≤ 1.3",
            "",
            "");
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f ms", value);
  }
}
