package together.platform.kafka;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record of an event topic as a consumer sees it. */
public record Event(ConsumerRecord<byte[], byte[]> record) {
  public String topic() {
    return record.topic();
  }

  public byte[] payload() {
    return record.value();
  }

  /** When the change it tells of was written. */
  public Instant writtenAt() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** A decimal header, 0 when absent. */
  public long number(String header) {
    return EventHeaders.number(record.headers(), header);
  }
}
