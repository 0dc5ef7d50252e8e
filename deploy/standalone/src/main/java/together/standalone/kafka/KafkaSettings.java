package together.standalone.kafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one embedded Kafka broker runs.
 *
 * @param dataDirectory logs and metadata; made on the first start and kept
 * @param port port of the clients, on 127.0.0.1
 * @param controllerPort port the broker's controller part listens on, on 127.0.0.1
 * @param overrides broker settings that win over the ones of this class
 */
public record KafkaSettings(
    Path dataDirectory, int port, int controllerPort, Map<String, String> overrides) {

  public KafkaSettings {
    overrides = Map.copyOf(overrides);
  }

  public KafkaSettings(Path dataDirectory, int port, int controllerPort) {
    this(dataDirectory, port, controllerPort, Map.of());
  }

  Map<String, String> broker() {
    var broker = new LinkedHashMap<String, String>();
    broker.putAll(place());
    broker.putAll(loneBroker());
    broker.putAll(smallMachine());
    broker.putAll(overrides);
    return broker;
  }

  private Map<String, String> place() {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", "1",
        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
        "controller.listener.names", "CONTROLLER",
        "listeners", "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners", "CLIENT://127.0.0.1:" + port,
        "listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name", "CLIENT",
        "log.dirs", dataDirectory.toAbsolutePath().toString(),
        // Topics are made by the services with the partition count they need, never by a typo.
        "auto.create.topics.enable", "false");
  }

  private static Map<String, String> loneBroker() {
    var broker = new LinkedHashMap<String, String>();
    broker.put("default.replication.factor", "1");
    broker.put("min.insync.replicas", "1");
    for (var topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      broker.put(topic + ".replication.factor", "1");
      broker.put(topic + ".num.partitions", "4");
    }
    broker.put("transaction.state.log.min.isr", "1");
    broker.put("share.coordinator.state.topic.replication.factor", "1");
    broker.put("share.coordinator.state.topic.min.isr", "1");
    broker.put("share.coordinator.state.topic.num.partitions", "4");
    broker.put("group.initial.rebalance.delay.ms", "0");
    // After a kill -9 the broker's old registration must expire before the new one counts.
    broker.put("broker.session.timeout.ms", "3000");
    broker.put("broker.heartbeat.interval.ms", "500");
    return broker;
  }

  private static Map<String, String> smallMachine() {
    return Map.ofEntries(
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "2"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "2"),
        Map.entry("log.cleaner.threads", "1"),
        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
        Map.entry("log.index.size.max.bytes", "1048576"),
        Map.entry("log.segment.bytes", "67108864"),
        // The resume window is minutes; analysts may read two days back.
        Map.entry("log.retention.hours", "48"),
        Map.entry("log.retention.bytes", "1073741824"),
        Map.entry("log.retention.check.interval.ms", "60000"),
        Map.entry("offsets.retention.minutes", "20160"));
  }
}
