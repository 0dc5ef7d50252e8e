package together.voice.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import together.platform.testing.PlatformResource;
import together.proto.GuildEvent;
import together.proto.NodeHeartbeat;
import together.proto.PresenceEvent;

/** Writes to Kafka what guild-service and the gateways would. */
@ApplicationScoped
public class Others {
  private final KafkaProducer<byte[], byte[]> producer;

  Others() {
    Map<String, Object> config =
        new HashMap<>(Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers()));
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @PreDestroy
  void close() {
    producer.close();
  }

  public void guildEvent(GuildEvent event) {
    var key = Long.toString(event.getGuildId());
    var record = record("together.guild.v1", key, event);
    record.headers().add("seq", Long.toString(event.getSeq()).getBytes(UTF_8));
    producer.send(record);
  }

  public void heartbeat(String incarnation, boolean leaving) {
    var beat = NodeHeartbeat.newBuilder().setIncarnation(incarnation).setLeaving(leaving);
    var event = PresenceEvent.newBuilder().setNodeHeartbeat(beat).build();
    producer.send(record("together.presence.v1", incarnation, event));
  }

  /** A record whose value nobody can read. */
  public void garbage(long guildId) {
    var key = Long.toString(guildId).getBytes(UTF_8);
    producer.send(new ProducerRecord<>("together.guild.v1", key, new byte[] {-1, -1, -1}));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, MessageLite event) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), event.toByteArray());
  }
}
