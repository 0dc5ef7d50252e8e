package together.bench.scale;

/**
 * What keeps the messages.
 *
 * @param kafkaIn bytes a second produced, before replication
 * @param partitions of the message log
 * @param brokers for what the nodes read
 * @param brokersReadOnce the same when each record is read once
 * @param kafkaStored bytes in all replicas over the retention
 * @param shardsByCpu PostgreSQL shards for the peak's posts
 * @param shardsByYear shards that fill up each year
 * @param postCores cores of everything else on a post's way, at the peak
 */
record Storage(
    double kafkaIn,
    int partitions,
    int brokers,
    int brokersReadOnce,
    double kafkaStored,
    int shardsByCpu,
    double shardsByYear,
    double postCores) {
  private static final double SECONDS_A_YEAR = 365 * 86_400.0;
  private static final double MEGA = 1e6;

  static Storage of(Inputs inputs, Load load, Nodes all, Nodes split) {
    var in =
        load.messages() * inputs.of("cost.record-bytes")
            + load.statusChanges() * inputs.of("cost.presence-bytes");
    var replicas = inputs.of("kafka.replicas");
    var broker = inputs.of("kafka.broker-mbyte") * MEGA;
    var mean = inputs.of("messages.per-minute") / 60;
    var fill = inputs.of("node.fill");
    return new Storage(
        in,
        powerOfTwo(in / (inputs.of("kafka.partition-mbyte") * MEGA)),
        brokers(all.kafka() + in * (replicas - 1), broker, replicas),
        brokers(split.kafka() + in * (replicas - 1), broker, replicas),
        replicas
            * inputs.of("kafka.retention-hours")
            * 3600
            * mean
            * inputs.of("cost.record-bytes"),
        (int)
            Math.ceil(
                load.messages()
                    * inputs.of("cost.post-postgres-micros")
                    / 1e6
                    / (fill * inputs.of("shard.cores"))),
        mean
            * SECONDS_A_YEAR
            * inputs.of("cost.row-bytes")
            / (fill * inputs.of("shard.storage-tb") * 1e12),
        load.messages() * inputs.of("cost.post-platform-micros") / 1e6 / fill);
  }

  private static int brokers(double out, double broker, double replicas) {
    return (int) Math.max(replicas, Math.ceil(out / broker));
  }

  /** The next one up, and as many as the platform's default at least. */
  private static int powerOfTwo(double least) {
    return Math.max(64, Integer.highestOneBit((int) Math.ceil(least) * 2 - 1));
  }
}
