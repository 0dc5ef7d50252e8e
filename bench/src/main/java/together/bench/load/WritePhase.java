package together.bench.load;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import together.e2e.client.Connection;
import together.e2e.platform.Installation;

/**
 * Acknowledged posts a second, at message-service and through the hostname, against plain inserts
 * of the same rows right after: each post in a transaction of its own, and as many in one as the
 * service's transactions had.
 */
final class WritePhase implements Phase {
  private static final int WRITERS = 128;
  private static final int CHANNELS = 8;

  /** More of them are not faster on two cores. */
  private static final int INSERTERS = 32;

  /** As message-service has by default. */
  private static final int BATCH_WRITERS = 2;

  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final String TEXT =
      "crimsun: however, there's always gsvn, as in the tigris project";

  /** Posts, and the transactions they shared. */
  private record Shared(double posts, double transactions) {
    static Shared read(Connection messages) {
      var answer = messages.ask("GET", "/q/metrics", Map.of("accept", "text/plain"), null);
      var text = new String(answer.body(), StandardCharsets.UTF_8);
      return new Shared(value(text, "_sum"), value(text, "_count"));
    }

    private static double value(String metrics, String suffix) {
      return metrics
          .lines()
          .filter(line -> line.startsWith("together_post_batch_messages" + suffix))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }

    double perTransactionSince(Shared before) {
      return (posts - before.posts) / (transactions - before.transactions);
    }
  }

  private record Rate(String what, double perSecond, CpuUse cpu) {}

  @Override
  public void run(Target target, PrintStream out) throws SQLException {
    var installation = target.installation();
    var direct = URI.create("http://127.0.0.1:" + installation.ports().of("MESSAGE"));
    var crowd = target.crowd(WRITERS, "writes");
    var channels = new ArrayList<String>();
    for (var number = 0; number < CHANNELS; number++) {
      channels.add(crowd.channel("writes-" + number));
    }
    var rates = new ArrayList<Rate>();
    var event = posted(installation, crowd, channels.getFirst());
    double batch;
    try (var messages = new Connection(direct, 1, 1);
        var posts = new PostLoop(address(direct), crowd.tokens(), channels, TEXT)) {
      posts.warmUp();
      var before = Shared.read(messages);
      rates.add(measure(target, "posts at message-service", posts));
      batch = Shared.read(messages).perTransactionSince(before);
    }
    try (var posts = new PostLoop(target.gateway(), crowd.tokens(), channels, TEXT)) {
      posts.warmUp();
      rates.add(measure(target, "posts through the hostname", posts));
    }
    int size = (int) Math.max(CHANNELS / BATCH_WRITERS, Math.round(batch));
    try (var plain = PlainInserts.of(installation, event)) {
      rates.add(
          measure(
              target,
              "the rows of a post by JDBC, a commit each, %d at once".formatted(INSERTERS),
              plain.single(PlainInserts.Rows.ALL),
              INSERTERS,
              AGAIN));
      var batches =
          measure(
              target,
              "the same, %d posts a commit as the service had, %d at once"
                  .formatted(size, BATCH_WRITERS),
              plain.batches(size, CHANNELS / BATCH_WRITERS),
              BATCH_WRITERS,
              AGAIN);
      rates.add(new Rate(batches.what(), batches.perSecond() * size, batches.cpu()));
      rates.add(
          measure(
              target,
              "the row of the message alone, a commit each, %d at once".formatted(INSERTERS),
              plain.single(PlainInserts.Rows.MESSAGE_ALONE),
              INSERTERS,
              AGAIN));
    }
    print(rates, out);
    target
        .summary()
        .add(
            "writes at message-service, against JDBC with a commit each",
            ratio(rates.getFirst(), rates.get(2)),
            "≥ 0.5",
            "",
            "");
  }

  private static Rate measure(
      Target target, String what, ClosedLoop.Writers writers, int count, Duration warmUp) {
    var _ = ClosedLoop.run(writers, count, Duration.ZERO, warmUp);
    var before = target.cpu();
    double perSecond = ClosedLoop.run(writers, count, Duration.ZERO, TIME);
    return new Rate(what, perSecond, target.cpu().since(before));
  }

  private static Rate measure(Target target, String what, PostLoop posts) {
    var before = target.cpu();
    return new Rate(what, posts.rate(TIME), target.cpu().since(before));
  }

  private static InetSocketAddress address(URI uri) {
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  /** The event of a post, as the outbox had it. */
  private static ConsumerRecord<byte[], byte[]> posted(
      Installation installation, Crowd crowd, String channel) {
    var owner = crowd.members().getFirst();
    var records =
        UnwantedRecords.read(
            installation,
            1,
            () -> {
              var nonce = UUID.randomUUID().toString();
              var _ =
                  crowd.accounts().as(owner, api -> api.channel(channel).post(TEXT, nonce, null));
            });
    return records.getFirst();
  }

  private static void print(List<Rate> rates, PrintStream out) {
    out.printf(
        "%n## Writes: %d posts at once, %d channels, durable, %d s%n%n",
        WRITERS, CHANNELS, TIME.toSeconds());
    out.printf("| what | a second | ratio of the first | cores used |%n|---|---|---|---|%n");
    for (var rate : rates) {
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %s | %s |%n",
          rate.what(),
          rate.perSecond(),
          ratio(rates.getFirst(), rate),
          rate.cpu());
    }
  }

  private static String ratio(Rate one, Rate other) {
    return String.format(Locale.ROOT, "%.2f", one.perSecond() / other.perSecond());
  }
}
