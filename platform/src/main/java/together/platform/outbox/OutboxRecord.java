package together.platform.outbox;

import com.google.protobuf.MessageLite;
import java.util.Map;

/**
 * An event to be written with the state it tells of.
 *
 * @param topic Kafka topic
 * @param key the aggregate: record key, and what order is kept for
 * @param partitionKey decides the partition, see {@link together.platform.kafka.Partitions}
 * @param type name of the event, the {@code ce_type}'s last part
 * @param headers further record headers, so that a consumer can skip a record without parsing it
 * @param payload the event
 */
public record OutboxRecord(
    String topic,
    long key,
    long partitionKey,
    String type,
    Map<String, String> headers,
    MessageLite payload) {}
