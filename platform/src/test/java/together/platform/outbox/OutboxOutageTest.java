package together.platform.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import together.platform.kafka.KafkaProcess;
import together.platform.kafka.TestTopic;

/** The relay while its Kafka, a process that the test kills, is away. */
class OutboxOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 8;

  @TempDir Path directory;
  private KafkaProcess kafka;
  private OutboxSchema schema;
  private TestTopic topic;
  private Replica replica;
  private Transactions transactions;
  private Outbox outbox;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaProcess(directory.resolve("kafka"));
    schema = OutboxSchema.create();
    topic = TestTopic.create(kafka.bootstrapServers());
    transactions = new Transactions(schema.url(), directory);
    replica = Replica.start(schema.url(), kafka.bootstrapServers());
    outbox = transactions.outbox(replica.relay());
  }

  @AfterEach
  void stop() throws Exception {
    topic.close();
    replica.close();
    transactions.close();
    kafka.close();
  }

  private void appendToAll(int seq, int count) throws Exception {
    for (long key = 1; key <= KEYS; key++) {
      schema.append(outbox, topic.name(), key, seq, count);
    }
    replica.relay().wake();
  }

  @Test
  void whatIsWrittenWhileKafkaIsAwayComesWhenItIsBackOnceAndInOrder() throws Exception {
    appendToAll(1, 10);
    await().atMost(PATIENCE).until(() -> topic.records().size() == KEYS * 10);
    kafka.kill();
    appendToAll(11, 200);
    // Time enough for a relay that gives up to give up.
    await().atMost(PATIENCE).until(() -> replica.lagSeconds() > 4);
    assertEquals(KEYS * 200, schema.rows());
    kafka.startAgain();
    appendToAll(211, 10);
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    await().atMost(PATIENCE).until(() -> topic.records().size() >= KEYS * 220);
    for (long key = 1; key <= KEYS; key++) {
      assertEquals(
          LongStream.rangeClosed(1, 220).boxed().toList(), topic.sequences(key), "key " + key);
    }
    await().atMost(PATIENCE).until(() -> replica.lagSeconds() == 0);
  }
}
