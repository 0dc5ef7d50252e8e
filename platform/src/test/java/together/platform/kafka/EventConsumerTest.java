package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.platform.kafka.TestProducer.user;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TraceId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.platform.testing.PlatformResource;

/** Against a real Kafka; each test has a topic and a group of its own. */
class EventConsumerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String servers = PlatformResource.platform().bootstrapServers();
  private final KafkaSettings settings = new KafkaSettings(Map.of(), servers);
  private final String service = "service-" + UUID.randomUUID();
  private final Consumed consumed = new Consumed();
  private TestTopic topic;
  private TestTopic deadLetters;
  private TestProducer producer;

  @BeforeEach
  void topics() throws Exception {
    topic = TestTopic.create(servers);
    deadLetters = TestTopic.create(servers, "together." + service + ".dead-letter.v1");
    producer = new TestProducer(servers, topic.name());
  }

  @AfterEach
  void close() {
    producer.close();
    deadLetters.close();
    topic.close();
  }

  private EventConsumer inGroup(EventHandler handler) {
    var consumer = EventConsumer.inGroup(settings, service, List.of(topic.name()), handler);
    consumer.start();
    return consumer;
  }

  private void awaitUsers(Long... ids) {
    await().atMost(PATIENCE).until(() -> consumed.users().size() >= ids.length);
    assertEquals(List.of(ids), consumed.users());
  }

  @Test
  void handlesAnEventThatIsSentTwiceOnce() throws Exception {
    try (var _ = inGroup(consumed)) {
      producer.send("1", user(11));
      producer.send("2", user(12));
      producer.send("1", user(11));
      producer.send("2", user(12));
      producer.send("3", user(13));
      awaitUsers(11L, 12L, 13L);
    }
  }

  @Test
  void handlesEveryEventThatHasNoSequence() throws Exception {
    try (var _ = inGroup(consumed)) {
      producer.send("0", user(11));
      producer.send("0", user(11));
      awaitUsers(11L, 11L);
    }
  }

  @Test
  void putsWhatCannotBeReadAsideAndGoesOn() throws Exception {
    try (var _ = inGroup(consumed)) {
      producer.send("1", user(11));
      producer.send("2", new byte[] {(byte) 0xFF, 1, 2});
      producer.send("3", user(13));
      awaitUsers(11L, 13L);
      await().atMost(PATIENCE).until(() -> deadLetters.records().size() == 1);
    }
    var record = deadLetters.records().getFirst();
    assertArrayEquals(new byte[] {(byte) 0xFF, 1, 2}, record.value());
    assertEquals("1", new String(record.key(), UTF_8));
    assertEquals(2, EventHeaders.number(record.headers(), EventHeaders.SEQ));
    assertEquals(topic.name() + "/0/1", EventHeaders.text(record.headers(), "dead_letter_origin"));
    assertTrue(
        String.valueOf(EventHeaders.text(record.headers(), "dead_letter_reason"))
            .contains("Protocol message"));
  }

  @Test
  void putsAsideWhatTheHandlerCallsUnreadableAndBadHeadersAndKeys() throws Exception {
    try (var _ = inGroup(consumed)) {
      producer.send("1", "refused".getBytes(UTF_8));
      producer.send("one", user(12));
      producer.send(0, "no number", "3", user(13));
      producer.send("4", user(14));
      awaitUsers(14L);
      await().atMost(PATIENCE).until(() -> deadLetters.records().size() == 3);
    }
    var reasons = new HashSet<String>();
    for (var record : deadLetters.records()) {
      reasons.add(String.valueOf(EventHeaders.text(record.headers(), "dead_letter_reason")));
    }
    assertEquals(
        Set.of("refused by the handler", "header seq is no number", "key is no number"), reasons);
  }

  @Test
  void handlesAnEventInTheTraceOfItsChange() throws Exception {
    var traces = new CopyOnWriteArrayList<String>();
    EventHandler tracing =
        event -> {
          traces.add(Span.current().getSpanContext().getTraceId());
          consumed.handle(event);
        };
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    try (var _ = inGroup(tracing)) {
      producer.sendTraced("00-" + trace + "-00f067aa0ba902b7-01", user(11));
      producer.send("1", user(12));
      awaitUsers(11L, 12L);
    }
    assertEquals(List.of(trace, TraceId.getInvalid()), traces);
  }

  @Test
  void triesWhatFailsAgainBeforeWhatComesAfterIt() throws Exception {
    var failures = new AtomicInteger();
    EventHandler failing =
        event -> {
          if (event.number(EventHeaders.SEQ) == 2 && failures.incrementAndGet() <= 3) {
            throw new IllegalStateException("failure " + failures);
          }
          consumed.handle(event);
        };
    producer.send("1", user(11));
    producer.send("2", user(12));
    producer.send("3", user(13));
    try (var _ = inGroup(failing)) {
      awaitUsers(11L, 12L, 13L);
    }
    assertEquals(4, failures.get());
    assertEquals(List.of(), deadLetters.records());
  }

  @Test
  void startsAgainAfterWhatItHasHandled() throws Exception {
    producer.send("1", user(11));
    producer.send("2", user(12));
    try (var _ = inGroup(consumed)) {
      awaitUsers(11L, 12L);
    }
    producer.send("3", user(13));
    try (var _ = inGroup(consumed)) {
      awaitUsers(11L, 12L, 13L);
    }
  }

  @Test
  void whatWasNotHandledWhenItStoppedComesAgain() throws Exception {
    var tried = new CountDownLatch(1);
    EventHandler failing =
        event -> {
          if (event.number(EventHeaders.SEQ) == 2) {
            tried.countDown();
            throw new IllegalStateException("not now");
          }
          consumed.handle(event);
        };
    producer.send("1", user(11));
    producer.send("2", user(12));
    producer.send("3", user(13));
    try (var _ = inGroup(failing)) {
      tried.await();
    }
    assertEquals(List.of(11L), consumed.users());
    try (var _ = inGroup(consumed)) {
      await().atMost(PATIENCE).until(() -> consumed.users().contains(13L));
    }
    // The first is not repeated: it was handled before the stop.
    assertEquals(List.of(11L, 12L, 13L), consumed.users());
  }

  @Test
  void eachReplicaOfAGroupHandlesAPartOfThePartitions() throws Exception {
    var others = new Consumed();
    try (var _ = inGroup(consumed);
        var _ = inGroup(others)) {
      var seq = new AtomicInteger();
      await()
          .atMost(PATIENCE)
          .until(() -> {
            sendToAllPartitions(seq.incrementAndGet());
            return !consumed.users().isEmpty() && !others.users().isEmpty();
          });
      int last = seq.incrementAndGet();
      sendToAllPartitions(last);
      await()
          .atMost(PATIENCE)
          .until(() -> count(consumed, last) + count(others, last) >= TestTopic.PARTITIONS);
      assertEquals(TestTopic.PARTITIONS, count(consumed, last) + count(others, last));
    }
  }

  @Test
  void withoutAGroupEachConsumerGetsEveryPartition() throws Exception {
    var others = new Consumed();
    try (var _ = ofAll(consumed);
        var _ = ofAll(others)) {
      var seq = new AtomicInteger();
      // They begin with what is new once they are there: when that is, nobody is told.
      await()
          .atMost(PATIENCE)
          .until(() -> {
            sendToAllPartitions(seq.incrementAndGet());
            return partitions(consumed) == TestTopic.PARTITIONS
                && partitions(others) == TestTopic.PARTITIONS;
          });
      int last = seq.incrementAndGet();
      sendToAllPartitions(last);
      await()
          .atMost(PATIENCE)
          .until(() ->
              count(consumed, last) == TestTopic.PARTITIONS
                  && count(others, last) == TestTopic.PARTITIONS);
    }
  }

  private EventConsumer ofAll(EventHandler handler) {
    var consumer = EventConsumer.ofAll(settings, service, List.of(topic.name()), handler);
    consumer.start();
    return consumer;
  }

  /** To each partition the user with this id. */
  private void sendToAllPartitions(int id) throws Exception {
    for (int partition : IntStream.range(0, TestTopic.PARTITIONS).toArray()) {
      producer.send(partition, Integer.toString(100 + partition), Integer.toString(id), user(id));
    }
  }

  private static int partitions(Consumed of) {
    return new HashSet<>(of.partitions()).size();
  }

  private static long count(Consumed of, long user) {
    return of.users().stream().filter(id -> id == user).count();
  }
}
