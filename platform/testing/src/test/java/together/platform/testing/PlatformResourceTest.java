package together.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PlatformResourceTest {
  private final TestPlatform platform = PlatformResource.platform();

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        platform.jdbcUrl("guild"), platform.username("guild"), TestPlatform.PASSWORD);
  }

  @Test
  void aServiceOwnsItsSchema() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (id bigint PRIMARY KEY, name text)");
      statement.execute("CREATE INDEX ON kept USING gin (name gin_trgm_ops)");
      statement.execute("INSERT INTO guild.kept VALUES (1, 'one')");
      try (var result = statement.executeQuery("SELECT current_user, name FROM kept")) {
        result.next();
        assertEquals("guild_service", result.getString(1));
        assertEquals("one", result.getString(2));
      }
    }
  }

  @Test
  void noServiceReachesAnothersSchema() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      var refused =
          assertThrows(SQLException.class, () -> statement.execute("CREATE TABLE auth.x (id int)"));
      assertEquals("42501", refused.getSQLState());
    }
  }

  @Test
  void aRecordSentIsRead() throws Exception {
    var topic = "topic-" + UUID.randomUUID();
    Map<String, Object> config = Map.of("bootstrap.servers", platform.bootstrapServers());
    try (var admin = Admin.create(config);
        var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        var consumer =
            new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 8, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(topic, 3, "key", "value")).get();
      consumer.assign(List.of(new TopicPartition(topic, 3)));
      consumer.seekToBeginning(consumer.assignment());
      assertEquals("value", consumer.poll(Duration.ofSeconds(20)).iterator().next().value());
    }
  }
}
