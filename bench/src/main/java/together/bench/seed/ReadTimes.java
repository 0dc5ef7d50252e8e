package together.bench.seed;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;
import together.bench.corpus.ChatDay;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.SocketOptions;

/** How fast the full server is read: history, members, READY. One caller, nothing else going on. */
public final class ReadTimes {
  private static final int WARM_UP = 50;
  private static final int TIMES = 200;
  private static final int SESSIONS = 20;

  /** Below what the edge allows one user. */
  private static final int A_SECOND = 100;

  private final Connection connection;
  private final ApiClient reader;
  private final SeedServer server;
  private final String token;
  private final Random random = new Random(1);
  private final Pace pace = new Pace(A_SECOND);

  public ReadTimes(Connection connection, Accounts accounts, SeedServer server, String username) {
    this.connection = connection;
    this.server = server;
    this.token = accounts.of(username).token();
    this.reader = new ApiClient(connection).bearer(token);
  }

  /** Rows of a Markdown table. */
  public List<String> rows(List<ChatDay> days) {
    var channels = days.stream().map(server::channel).toList();
    var middle = reader.channel(channels.getFirst()).page("");
    var before = middle.isEmpty() ? "" : "before=" + middle.getLast().path("id").asText();
    return List.of(
        row("history, newest 100", TIMES, n -> reader.channel(any(channels)).page("")),
        row("history, 100 before", TIMES, n -> reader.channel(channels.getFirst()).page(before)),
        row(
            "members, first 1000",
            SESSIONS,
            n -> reader.servers().members(server.id(), null, 1000)),
        row("channels", SESSIONS, n -> reader.servers().channels(server.id())),
        row("connect to READY", SESSIONS, n -> ready()));
  }

  private String any(List<String> channels) {
    return channels.get(random.nextInt(channels.size()));
  }

  private void ready() {
    var inbox = new Inbox();
    var socket = GatewaySocket.open(connection, () -> token, SocketOptions.ONCE, inbox);
    try {
      var _ = inbox.awaitEvent("READY", d -> true, Duration.ofSeconds(30));
    } finally {
      socket.close();
    }
  }

  private String row(String name, int times, IntConsumer call) {
    var histogram = new Histogram(3);
    for (var n = 0; n < Math.min(times, WARM_UP); n++) {
      pace.turn();
      call.accept(n);
    }
    for (var n = 0; n < times; n++) {
      pace.turn();
      var began = System.nanoTime();
      call.accept(n);
      histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f |",
        name,
        histogram.getValueAtPercentile(50) / 1000.0,
        histogram.getValueAtPercentile(99) / 1000.0,
        histogram.getMaxValue() / 1000.0);
  }
}
