package together.e2e;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.e2e.platform.Installation;
import together.proto.UserEvent;

/** The log {@code together.user.v1}, which no client sees. */
record UserLog(Installation installation) {
  private static final String TOPIC = "together.user.v1";
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * A user's events up to what is the log's end now, by sequence: without the repeats that
   * consumers drop.
   */
  NavigableMap<Long, UserEvent> of(String userId) throws InvalidProtocolBufferException {
    var events = new TreeMap<Long, UserEvent>();
    Map<String, Object> config =
        Map.of("bootstrap.servers", "127.0.0.1:" + installation.ports().of("KAFKA"));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(POLL)) {
          var event = UserEvent.parseFrom(record.value());
          if (event.getUserId() == Long.parseLong(userId)) {
            events.putIfAbsent(event.getSeq(), event);
          }
        }
      }
    }
    return events;
  }
}
