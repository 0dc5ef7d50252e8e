package together.message.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import together.platform.kafka.KafkaSettings;
import together.proto.GuildEvent;
import together.proto.UserEvent;

/** Tells what the other services tell. */
@ApplicationScoped
public class Elsewhere {
  private final KafkaSettings kafka;

  Elsewhere(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** As guild-service. */
  public void tell(GuildEvent event, Instant at) {
    tell("together.guild.v1", event.getGuildId(), at, event);
  }

  /** As auth-service. */
  public void tell(UserEvent event, Instant at) {
    tell("together.user.v1", event.getUserId(), at, event);
  }

  private void tell(String topic, long key, Instant at, MessageLite event) {
    try (var producer =
        new KafkaProducer<>(
            kafka.client("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic,
              0,
              at.toEpochMilli(),
              Long.toString(key).getBytes(UTF_8),
              event.toByteArray()));
    }
  }
}
