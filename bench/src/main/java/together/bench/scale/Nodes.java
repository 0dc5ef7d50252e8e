package together.bench.scale;

import java.util.Collections;
import java.util.Map;

/**
 * How many gateway nodes it takes, and what each of their means is used for.
 *
 * @param count nodes, so that none of the means is used more than planned
 * @param decidedBy what it takes the most nodes for
 * @param memory share of a node's memory
 * @param cpu share of a node's cores
 * @param network share of a node's bandwidth
 * @param kafka bytes a second that all nodes together read
 * @param forwarded records a second from readers to nodes; 0 where each node reads all
 */
record Nodes(
    int count,
    String decidedBy,
    double memory,
    double cpu,
    double network,
    double kafka,
    double forwarded) {
  private static final double GIB = 1024.0 * 1024 * 1024;

  /** What does not depend on how many there are. */
  private record Total(double memoryBytes, double cpuSeconds, double networkBytes) {}

  /** Each node reads every record of every log, as today. */
  static Nodes readingAll(Inputs inputs, Load load) {
    var each = load.records() * inputs.of("cost.skip-micros") / 1e6;
    var read =
        load.messages() * inputs.of("cost.record-bytes")
            + load.statusChanges() * inputs.of("cost.presence-bytes");
    return fit(inputs, total(inputs, load), each, read, 0);
  }

  /**
   * Each record is read once, by the reader of its partition, and forwarded to the nodes that have
   * somebody of its server.
   */
  static Nodes splitByGuild(Inputs inputs, Load load, Servers servers) {
    var nodes = readingAll(inputs, load).count();
    for (var again = 0; again < 3; again++) {
      var forwarded = forwarded(inputs, servers, nodes);
      var each = forwarded / nodes * inputs.of("cost.skip-micros") / 1e6;
      var read = forwarded / nodes * inputs.of("cost.record-bytes");
      var fit = fit(inputs, total(inputs, load), each, read, forwarded);
      nodes = fit.count();
      if (again == 2) {
        var once =
            load.messages() * inputs.of("cost.record-bytes")
                + load.statusChanges() * inputs.of("cost.presence-bytes");
        return new Nodes(nodes, fit.decidedBy, fit.memory, fit.cpu, fit.network, once, forwarded);
      }
    }
    throw new IllegalStateException("unreachable");
  }

  /** Messages to each node that has somebody of the server: most servers' people are on few. */
  private static double forwarded(Inputs inputs, Servers servers, int nodes) {
    var peak = inputs.of("messages.peak");
    var direct = peak * inputs.of("messages.per-minute") / 60 * inputs.of("messages.direct");
    return 2 * direct
        + peak
            * servers.sum(
                bin -> bin.messages() * nodes * (1 - Math.pow(1 - 1.0 / nodes, bin.connected())));
  }

  private static Total total(Inputs inputs, Load load) {
    var people = inputs.of("people.connected");
    var delivered = load.deliveries() + load.presences();
    var identified = people / (inputs.of("people.session-hours") * 3600);
    return new Total(
        people * inputs.of("cost.session-kib") * 1024 * inputs.of("node.heap-factor"),
        delivered * inputs.of("cost.delivery-micros") / 1e6
            + people * inputs.of("cost.rest-micros") / 60 / 1e6
            + identified / inputs.of("cost.identifies"),
        load.deliveries() * inputs.of("cost.frame-bytes")
            + load.presences() * inputs.of("cost.presence-bytes"));
  }

  /**
   * @param eachCpu CPU seconds a second that each node uses, however many there are
   * @param eachRead bytes a second that each node reads, likewise
   */
  private static Nodes fit(
      Inputs inputs, Total total, double eachCpu, double eachRead, double forwarded) {
    var fill = inputs.of("node.fill");
    var memory = inputs.of("node.memory-gib") * GIB;
    var cores = inputs.of("node.cores");
    var network = inputs.of("node.network-gbit") * 1e9 / 8;
    var needed =
        Map.of(
            "sessions a node",
            inputs.of("people.connected") / inputs.of("node.sessions"),
            "memory",
            total.memoryBytes / (fill * memory),
            "CPU",
            total.cpuSeconds / (fill * cores - eachCpu),
            "network",
            total.networkBytes / (fill * network - eachRead));
    var most = Collections.max(needed.entrySet(), Map.Entry.comparingByValue());
    var count = (int) Math.ceil(most.getValue());
    return new Nodes(
        count,
        most.getKey(),
        total.memoryBytes / count / memory,
        (total.cpuSeconds / count + eachCpu) / cores,
        (total.networkBytes / count + eachRead) / network,
        eachRead * count,
        forwarded);
  }
}
