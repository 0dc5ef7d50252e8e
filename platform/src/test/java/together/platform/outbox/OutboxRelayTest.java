package together.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import together.platform.kafka.EventHeaders;
import together.platform.kafka.Partitions;
import together.platform.kafka.TestTopic;
import together.platform.testing.PlatformResource;
import together.proto.User;

/** One relay against a real PostgreSQL and a real Kafka. */
class OutboxRelayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private OutboxSchema schema;
  private TestTopic topic;
  private Replica replica;
  private Transactions transactions;
  private Outbox outbox;

  @BeforeEach
  void start() throws Exception {
    var kafka = PlatformResource.platform().bootstrapServers();
    schema = OutboxSchema.create();
    topic = TestTopic.create(kafka);
    transactions = new Transactions(schema.url(), directory);
    replica = Replica.start(schema.url(), kafka);
    outbox = transactions.outbox(replica.relay());
  }

  @AfterEach
  void stop() {
    replica.close();
    transactions.close();
    topic.close();
  }

  @Test
  void keepsEachKeysOrderOverSeveralBatchesAndLeavesNothingBehind() throws Exception {
    int keys = 8;
    int events = 300;
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var written = new ArrayList<Future<?>>();
      for (long key = 1; key <= keys; key++) {
        long own = key;
        written.add(
            writers.submit(() -> {
              for (int seq = 1; seq <= events; seq += 50) {
                schema.append(outbox, topic.name(), own, seq, 50);
              }
              return null;
            }));
      }
      for (var writer : written) {
        writer.get();
      }
    }
    replica.relay().wake();
    await().atMost(PATIENCE).until(() -> topic.records().size() >= keys * events);
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    for (long key = 1; key <= keys; key++) {
      assertEquals(upTo(events), topic.sequences(key));
    }
    assertEquals(keys * events, topic.records().size());
  }

  @Test
  void sendsACommitAtOnceAndNotAtItsNextPoll() throws Exception {
    // Alone it polls once a second: without the wake-up these would take a second each.
    int commits = 6;
    transactions.commit(() -> outbox.append(OutboxSchema.event(topic.name(), 5, 1)));
    await().atMost(PATIENCE).until(() -> topic.records().size() == 1);
    long begun = System.nanoTime();
    for (int seq = 2; seq <= commits; seq++) {
      var event = OutboxSchema.event(topic.name(), 5, seq);
      transactions.commit(() -> outbox.append(event));
      int sent = seq;
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> topic.records().size() == sent);
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(took.toMillis() < 2_500, "five commits took " + took);
  }

  @Test
  void sendsNothingOfATransactionThatIsRolledBack() throws Exception {
    transactions.rollBack(() -> outbox.append(OutboxSchema.event(topic.name(), 6, 1)));
    transactions.commit(() -> outbox.append(OutboxSchema.event(topic.name(), 6, 2)));
    await().atMost(PATIENCE).until(() -> schema.rows() == 0 && !topic.records().isEmpty());
    assertEquals(List.of(2L), topic.sequences(6));
  }

  @Test
  void aRecordIsACloudEventInThePartitionOfItsPartitionKey() throws Exception {
    var before = Instant.now();
    var event =
        new OutboxRecord(
            topic.name(),
            41,
            42,
            "user_update",
            Map.of(EventHeaders.USER_ID, "41", EventHeaders.SEQ, "9"),
            User.newBuilder().setId(41).build());
    transactions.commit(() -> outbox.append(event));
    await().atMost(PATIENCE).until(() -> topic.records().size() == 1);
    var record = topic.records().getFirst();
    var headers = record.headers();
    assertEquals(Partitions.of(42, TestTopic.PARTITIONS), record.partition());
    assertEquals("41", new String(record.key(), UTF_8));
    assertEquals(41, User.parseFrom(record.value()).getId());
    assertEquals("1.0", EventHeaders.text(headers, "ce_specversion"));
    assertEquals(topic.name() + ".user_update", EventHeaders.text(headers, "ce_type"));
    assertEquals("/test-service", EventHeaders.text(headers, "ce_source"));
    assertEquals("41", EventHeaders.text(headers, "ce_subject"));
    assertEquals(41, EventHeaders.number(headers, EventHeaders.USER_ID));
    assertEquals(9, EventHeaders.number(headers, EventHeaders.SEQ));
    assertEquals(
        Instant.ofEpochMilli(record.timestamp()).toString(), EventHeaders.text(headers, "ce_time"));
    assertTrue(
        Duration.between(before, Instant.ofEpochMilli(record.timestamp())).abs().toSeconds() < 30);
  }

  @Test
  void goesOnWithANewConnectionWhenItsOwnIsLost() throws Exception {
    schema.append(outbox, topic.name(), 7, 1, 1);
    await().atMost(PATIENCE).until(() -> topic.records().size() == 1);
    assertEquals(1, schema.cutRelays());
    schema.append(outbox, topic.name(), 7, 2, 100);
    await().atMost(PATIENCE).until(() -> schema.rows() == 0);
    await().atMost(PATIENCE).until(() -> topic.records().size() >= 101);
    assertEquals(upTo(101), TestSequences.withoutRepeats(topic.sequences(7)));
    assertEquals(List.of(Replica.SHARDS), schema.sharesHeld());
  }

  @Test
  void aRowThatCannotBeSentHoldsBackButDoesNotEndTheRelay() throws Exception {
    try (var connection = schema.connect();
        var statement = connection.createStatement()) {
      // A header name without a value.
      statement.execute(
          "INSERT INTO outbox (key, shard, topic, partition_key, type, headers, payload)"
              + " VALUES (8, 0, '"
              + topic.name()
              + "', 8, 'broken', '{odd}', '')");
      replica.relay().wake();
      schema.append(outbox, topic.name(), 9, 1, 1);
      replica.relay().wake();
      await().atMost(PATIENCE).until(() -> replica.failures() > 0);
      assertEquals(List.of(), topic.records());
      statement.execute("DELETE FROM outbox WHERE type = 'broken'");
    }
    await().atMost(PATIENCE).until(() -> topic.sequences(9).equals(List.of(1L)));
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
