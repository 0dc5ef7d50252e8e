package together.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.platform.kafka.EventHeaders;
import together.platform.kafka.KafkaSettings;
import together.platform.testing.PlatformResource;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

/** What is read from a real Kafka, against what a node that read it live has kept. */
class HistoryTest {
  private static final TopicPartition PLACE = new TopicPartition(Log.VOICE.topic(), 0);
  private static final AtomicInteger KEYS = new AtomicInteger(7_000);

  private final KafkaSettings settings =
      new KafkaSettings(Map.of(), PlatformResource.platform().bootstrapServers());
  private final AtomicInteger connections = new AtomicInteger();
  private final History history =
      new History(
          () -> {
            connections.incrementAndGet();
            return ChunkReader.connect(settings);
          },
          1 << 20);
  private final Admin admin = Admin.create(settings.client("test"));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          settings.client("test"), new ByteArraySerializer(), new ByteArraySerializer());
  private final long key = KEYS.incrementAndGet();
  private final long now = Clock.systemUTC().millis();

  @BeforeEach
  void makeTopic() throws Exception {
    try {
      admin.createTopics(List.of(new NewTopic(Log.VOICE.topic(), 8, (short) 1))).all().get();
    } catch (ExecutionException e) {
      assertInstanceOf(TopicExistsException.class, e.getCause());
    }
  }

  @AfterEach
  void close() {
    history.close();
    producer.close();
    admin.close();
  }

  /** Writes the sequence number of this test's key; the offset it got. */
  private long write(long seq, long millis) throws Exception {
    return write(seq, millis, VoiceState.getDefaultInstance());
  }

  private long write(long seq, long millis, VoiceState state) throws Exception {
    var event =
        VoiceEvent.newBuilder().setGuildId(key).setSeq(seq).setVoiceStateUpdate(state).build();
    var record = Records.record(Log.VOICE, 0, 0, key, Map.of(EventHeaders.SEQ, seq), event);
    return producer
        .send(
            new ProducerRecord<>(
                Log.VOICE.topic(), 0, millis, record.key(), record.value(), record.headers()))
        .get()
        .offset();
  }

  /** The sequence numbers after a position up to another, however many questions that takes. */
  private List<Long> read(long after, long last) throws Exception {
    var found = new ArrayList<Long>();
    long at = after;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (at < last) {
      assertTrue(System.nanoTime() < deadline, "still at " + at + " of " + last);
      switch (history.read(Log.VOICE, 0, at)) {
        case Slice.Here(var entries, var through) -> {
          entries.stream()
              .filter(entry -> entry.offset() <= last)
              .forEach(entry -> found.add(entry.seq()));
          at = through;
        }
        case Slice.Coming(var done) -> done.get(30, TimeUnit.SECONDS);
        case Slice.Gone() -> throw new LogGoneException("gone");
      }
    }
    return found;
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void readsAllInOrderOverManyChunks() throws Exception {
    long first = write(1, now);
    for (int seq = 2; seq < 1_500; seq++) {
      var _ = write(seq, now);
    }
    long last = write(1_500, now);
    assertEquals(numbers(1, 1_500), read(first - 1, last));
    assertEquals(numbers(701, 1_500), read(first + 699, last));
    assertTrue(connections.get() <= 2, "a connection serves many chunks");
  }

  /** They are cut into more chunks than are kept, and the first of those is not needed again. */
  @Test
  void readsLargeRecordsOfWhichFewAreKept() throws Exception {
    var large = VoiceState.newBuilder().setSessionId("x".repeat(16_000)).build();
    long first = write(1, now, large);
    for (int seq = 2; seq < 600; seq++) {
      var _ = write(seq, now, large);
    }
    long last = write(600, now, large);
    assertEquals(numbers(1, 600), read(first - 1, last));
    assertEquals(numbers(301, 600), read(first + 299, last));
  }

  @Test
  void dropsARepeatWhoseOriginalStandsBeforeThePosition() throws Exception {
    var _ = write(1, now);
    var _ = write(2, now + 10);
    long position = write(3, now + 20);
    // A stalled relay wakes late and sends again what was sent before.
    var _ = write(2, now + 10);
    var _ = write(3, now + 20);
    long last = write(4, now + 60_000);
    assertEquals(List.of(4L), read(position, last));
  }

  @Test
  void dropsARepeatWhoseOriginalStandsChunksBefore() throws Exception {
    long first = write(1, now - 60_000);
    for (int seq = 2; seq <= 1_200; seq++) {
      var _ = write(seq, now - 60_000 + seq * 10L);
    }
    long position = write(1_201, now);
    for (int seq = 100; seq <= 110; seq++) {
      var _ = write(seq, now - 60_000 + seq * 10L);
    }
    long last = write(1_202, now + 10);
    assertEquals(List.of(1_202L), read(position, last));
    assertEquals(numbers(1, 1_202), read(first - 1, last));
  }

  @Test
  void asksKafkaOnceForAllWhoWaitForTheSame() throws Exception {
    long first = write(1, now);
    var _ = write(2, now);
    var one = (Slice.Coming) history.read(Log.VOICE, 0, first - 1);
    var other = (Slice.Coming) history.read(Log.VOICE, 0, first - 1);
    assertSame(one.done(), other.done());
    one.done().get(30, TimeUnit.SECONDS);
    assertInstanceOf(Slice.Here.class, history.read(Log.VOICE, 0, first - 1));
  }

  @Test
  void whatKafkaNoLongerKeepsIsGone() throws Exception {
    long first = write(1, now);
    long kept = write(2, now);
    long last = write(3, now);
    var _ =
        admin
            .deleteRecords(Map.of(PLACE, RecordsToDelete.beforeOffset(kept)))
            .all()
            .get(30, TimeUnit.SECONDS);
    assertEquals(List.of(2L, 3L), read(first, last));
    assertInstanceOf(Slice.Gone.class, history.read(Log.VOICE, 0, first - 1));
  }

  @Test
  void whatLiesPastTheEndIsGone() throws Exception {
    long last = write(1, now);
    var coming = (Slice.Coming) history.read(Log.VOICE, 0, last + 1_000_000);
    var failure =
        assertThrows(ExecutionException.class, () -> coming.done().get(30, TimeUnit.SECONDS));
    assertInstanceOf(LogGoneException.class, failure.getCause());
  }

  @Test
  void whoWaitsWhenTheNodeStopsIsTold() {
    history.close();
    var coming = (Slice.Coming) history.read(Log.VOICE, 0, 5);
    assertTrue(coming.done().isCompletedExceptionally());
  }
}
