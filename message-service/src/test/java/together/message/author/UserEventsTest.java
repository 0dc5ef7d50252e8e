package together.message.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;
import together.platform.testing.PlatformResource;
import together.proto.User;
import together.proto.UserEvent;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class UserEventsTest {
  @Inject Channels channels;

  @Test
  void aNewNameIsShownOnOldMessages() {
    long channel = channels.newId();
    long author = channels.member(channel);
    channels.post(author, channel, "hello", null).then().statusCode(201);
    assertEquals("user" + author, shown(author, channel));

    var renamed = User.newBuilder().setId(author).setUsername("renamed");
    var event = UserEvent.newBuilder().setUserId(author).setSeq(2).setUserUpdate(renamed).build();
    Map<String, Object> config =
        Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      // The consumer starts at the newest record, whenever it joins: the event is told until heard.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                producer
                    .send(
                        new ProducerRecord<>(
                            UserEvents.TOPIC,
                            Long.toString(author).getBytes(StandardCharsets.UTF_8),
                            event.toByteArray()))
                    .get();
                return shown(author, channel);
              },
              "renamed"::equals);
    }
  }

  private String shown(long reader, long channel) {
    List<String> names =
        channels.as(reader).get("/api/channels/{id}/messages", channel).path("author.username");
    return names.getFirst();
  }
}
