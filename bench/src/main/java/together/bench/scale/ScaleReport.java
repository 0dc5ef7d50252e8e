package together.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of {@code docs/scale.md}, from the inputs alone. */
public final class ScaleReport {
  private static final List<Integer> CLASSES = List.of(10, 100, 1_000, 10_000, 100_000, 1_000_000);

  private static final List<Integer> GROWTH = List.of(1, 3, 10, 30);
  private static final String MESSAGES = "messages.per-minute";

  private final List<String> lines = new ArrayList<>();
  private final Inputs inputs;

  private ScaleReport(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Markdown; the same for the same inputs. */
  public static String of(Inputs inputs) {
    var report = new ScaleReport(inputs);
    report.write();
    return String.join("\n", report.lines) + "\n";
  }

  private void write() {
    var servers = Servers.draw(inputs);
    var load = Load.of(inputs, servers);
    var all = Nodes.readingAll(inputs, load);
    var split = Nodes.splitByGuild(inputs, load, servers);
    mix(servers);
    load(load);
    nodes(all, split);
    storage(Storage.of(inputs, load, all, split));
    storms(split);
    growth(servers);
    given();
  }

  private void mix(Servers servers) {
    heading("Servers", "members", "servers", "memberships", "messages/s", "deliveries/s");
    var peak = inputs.of("messages.peak");
    var from = 1;
    for (int to : CLASSES) {
      int least = from;
      var bins =
          servers.bins().stream()
              .filter(bin -> bin.members() >= least && bin.members() <= to)
              .toList();
      row(
          "%,d to %,d".formatted(least, to),
          number(bins.stream().mapToDouble(Servers.Bin::count).sum()),
          number(bins.stream().mapToDouble(bin -> (double) bin.count() * bin.members()).sum()),
          number(peak * bins.stream().mapToDouble(Servers.Bin::messages).sum()),
          number(peak * bins.stream().mapToDouble(bin -> bin.messages() * bin.connected()).sum()));
      from = to + 1;
    }
  }

  private void load(Load load) {
    heading("Load at the peak", "what", "a second");
    row("messages", number(load.messages()));
    row("deliveries of messages", number(load.deliveries()));
    row("deliveries a message", number(load.deliveries() / load.messages()));
    row("deliveries of the one largest server", number(load.largest()));
    row("presence records", number(load.statusChanges()));
    row("deliveries of presence", number(load.presences()));
  }

  private void nodes(Nodes all, Nodes split) {
    heading("Gateway nodes", "", "each node reads every record", "reading split by guild");
    row("nodes", number(all.count()), number(split.count()));
    row("decided by", all.decidedBy(), split.decidedBy());
    row("sessions a node", sessions(all), sessions(split));
    row("memory used", percent(all.memory()), percent(split.memory()));
    row("cores used", percent(all.cpu()), percent(split.cpu()));
    row("network used", percent(all.network()), percent(split.network()));
    row("Kafka, read by all nodes", mbytes(all.kafka()), mbytes(split.kafka()));
    row("records forwarded from readers to nodes a second", "", number(split.forwarded()));
  }

  private String sessions(Nodes nodes) {
    return number(inputs.of("people.connected") / nodes.count());
  }

  private void storage(Storage storage) {
    heading("Kafka and PostgreSQL", "what", "");
    row("Kafka, written", mbytes(storage.kafkaIn()));
    row("partitions of the message log", number(storage.partitions()));
    row("brokers, each node reads all", number(storage.brokers()));
    row("brokers, reading split by guild", number(storage.brokersReadOnce()));
    row("Kafka's disks, all replicas", tbytes(storage.kafkaStored()));
    row("PostgreSQL shards for the posts of the peak", number(storage.shardsByCpu()));
    row(
        "PostgreSQL shards filled a year",
        String.format(Locale.ROOT, "%.1f", storage.shardsByYear()));
    row("cores of edge and services for the posts of the peak", number(storage.postCores()));
  }

  private void storms(Nodes nodes) {
    heading("Reconnect storms", "lost", "clients", "admitted a second", "until the last is back");
    storm("one node", Storm.of(inputs, nodes, 1, nodes.count() - 1.0));
    storm("a third", Storm.of(inputs, nodes, nodes.count() / 3.0, nodes.count() * 2 / 3.0));
    storm("all, started again", Storm.of(inputs, nodes, nodes.count(), nodes.count()));
  }

  private void storm(String lost, Storm storm) {
    row(
        lost,
        number(storm.clients()),
        number(storm.admitted()),
        String.format(Locale.ROOT, "%.0f s", storm.seconds()));
  }

  /** The same people writing more: what gives way, in which order. */
  private void growth(Servers servers) {
    heading(
        "What saturates first",
        "messages a minute",
        "nodes",
        "decided by",
        "one reader thread a node",
        "Kafka brokers, each node reads all",
        "brokers, split by guild",
        "PostgreSQL shards for posts");
    var given = inputs.of(MESSAGES);
    for (int times : GROWTH) {
      var more = inputs.with(MESSAGES, times * given);
      var busier = servers.writing(times);
      var load = Load.of(more, busier);
      var all = Nodes.readingAll(more, load);
      var split = Nodes.splitByGuild(more, load, busier);
      var storage = Storage.of(more, load, all, split);
      row(
          number(times * given),
          number(all.count()),
          all.decidedBy(),
          percent(load.records() * more.of("cost.skip-micros") / 1e6),
          number(storage.brokers()),
          number(storage.brokersReadOnce()),
          number(storage.shardsByCpu()));
    }
  }

  private void given() {
    heading("Inputs", "input", "value", "unit", "where from");
    inputs
        .byName()
        .forEach((name, input) ->
            row("`" + name + "`", plain(input.value()), input.unit(), input.source()));
  }

  private void heading(String title, String... columns) {
    lines.add((lines.isEmpty() ? "" : "\n") + "### " + title + "\n");
    row(columns);
    lines.add("|" + "---|".repeat(columns.length));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? number(value) : Double.toString(value);
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String mbytes(double bytes) {
    return String.format(Locale.ROOT, "%,.0f MB/s", bytes / 1e6);
  }

  private static String tbytes(double bytes) {
    return String.format(Locale.ROOT, "%,.1f TB", bytes / 1e12);
  }
}
