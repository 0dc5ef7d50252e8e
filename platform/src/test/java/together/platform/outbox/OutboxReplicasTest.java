package together.platform.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import together.platform.kafka.TestTopic;
import together.platform.process.JavaProcess;
import together.platform.testing.PlatformResource;

/** Two processes of one service on one outbox. */
class OutboxReplicasTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 16;

  private final String kafka = PlatformResource.platform().bootstrapServers();
  @TempDir Path directory;
  private OutboxSchema schema;
  private TestTopic topic;
  private Replica here;
  private JavaProcess other;
  private Transactions transactions;
  private Outbox outbox;

  @BeforeEach
  void start() throws Exception {
    schema = OutboxSchema.create();
    topic = TestTopic.create(kafka);
    transactions = new Transactions(schema.url(), directory);
    here = Replica.start(schema.url(), kafka);
    outbox = transactions.outbox(here.relay());
    other = JavaProcess.start(Replica.class, schema.url(), kafka);
    other.line();
    await().atMost(PATIENCE).until(() -> schema.sharesHeld().equals(List.of(4, 4)));
  }

  @AfterEach
  void stop() throws Exception {
    other.kill();
    here.close();
    transactions.close();
    topic.close();
  }

  private void appendToAll(int seq, int count) throws Exception {
    for (long key = 1; key <= KEYS; key++) {
      schema.append(outbox, topic.name(), key, seq, count);
    }
    here.relay().wake();
  }

  @Test
  void shareTheShardsAndSendEachEventOnce() throws Exception {
    for (int seq = 1; seq <= 100; seq += 10) {
      appendToAll(seq, 10);
    }
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    await().atMost(PATIENCE).until(() -> topic.records().size() >= KEYS * 100);
    for (long key = 1; key <= KEYS; key++) {
      assertEquals(upTo(100), topic.sequences(key));
    }
    assertEquals(List.of(4, 4), schema.sharesHeld());
  }

  @Test
  void whenOneIsKilledTheOtherSendsWhatItLeft() throws Exception {
    appendToAll(1, 50);
    other.kill();
    appendToAll(51, 50);
    // The dead one's half is still there: nobody took it before its locks were free.
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    await().atMost(PATIENCE).until(() -> schema.sharesHeld().equals(List.of(Replica.SHARDS)));
    for (long key = 1; key <= KEYS; key++) {
      long one = key;
      await().atMost(PATIENCE).until(() -> topic.sequences(one).contains(100L));
      assertEquals(upTo(100), TestSequences.withoutRepeats(topic.sequences(key)));
    }
  }

  @Test
  void aReplicaThatComesTakesItsShareFromOneThatHeldAll() throws Exception {
    other.close();
    await().atMost(PATIENCE).until(() -> schema.sharesHeld().equals(List.of(Replica.SHARDS)));
    other = JavaProcess.start(Replica.class, schema.url(), kafka);
    assertNotEquals("", other.line());
    await().atMost(PATIENCE).until(() -> schema.sharesHeld().equals(List.of(4, 4)));
    appendToAll(1, 20);
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    await().atMost(PATIENCE).until(() -> topic.records().size() >= KEYS * 20);
    for (long key = 1; key <= KEYS; key++) {
      assertEquals(upTo(20), topic.sequences(key));
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
