package together.gateway.typing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.log.TopicReader;
import together.gateway.presence.PresenceNode;
import together.gateway.presence.Presences;
import together.platform.kafka.EventHeaders;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.Topics;
import together.proto.EphemeralEvent;

/**
 * Reads who types from {@code together.ephemeral.v1}, from now on. What nobody here looks at is
 * skipped by its headers; what an invisible user types is told nobody; of one batch only so many go
 * on. Nothing of it is ever repeated.
 */
@ApplicationScoped
public class TypingLog implements TopicReader.Sink {
  private static final Logger log = Logger.getLogger(TypingLog.class);
  private static final String TOPIC = "together.ephemeral.v1";
  private static final int MOST_A_BATCH = 1_000;

  private final KafkaSettings settings;
  private final Topics topics;
  private final Presences presences;
  private final Counter skipped;
  private final Counter dropped;
  private final TypingLimit limit = new TypingLimit();
  private final List<Typing> batch = new ArrayList<>();
  private volatile @Nullable TopicReader reader;
  private volatile Consumer<List<Typing>> outlet = typings -> {};
  private volatile LongPredicate shown = channel -> false;

  public TypingLog(
      KafkaSettings settings, Topics topics, PresenceNode presence, MeterRegistry meters) {
    this.settings = settings;
    this.topics = topics;
    this.presences = presence.presences();
    skipped = meters.counter("together.typing.skipped");
    dropped = meters.counter("together.typing.dropped");
  }

  /** From now on batches go to {@code sink}, which returns at once; of these channels only. */
  public void start(LongPredicate isShown, Consumer<List<Typing>> sink) {
    shown = isShown;
    outlet = sink;
    var starting =
        new TopicReader(settings, TOPIC, topics.partitions(), TopicReader.From.NOW, this);
    reader = starting;
    starting.start();
  }

  public void stop() {
    var running = reader;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record, boolean isOld) {
    try {
      long channel = EventHeaders.number(record.headers(), EventHeaders.CHANNEL_ID);
      long user = EventHeaders.number(record.headers(), EventHeaders.USER_ID);
      if (!shown.test(channel) || presences.isInvisible(user)) {
        skipped.increment();
      } else if (batch.size() >= MOST_A_BATCH || !limit.admits(channel, System.nanoTime())) {
        dropped.increment();
      } else {
        var event = EphemeralEvent.parseFrom(record.value());
        switch (event.getEventCase()) {
          case TYPING_START -> batch.add(Typing.of(event));
          case EVENT_NOT_SET -> skipped.increment();
        }
      }
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      log.errorf("%s %d-%d: %s", TOPIC, record.partition(), record.offset(), e.getMessage());
      dropped.increment();
    }
  }

  @Override
  public void polled(boolean caughtUp) {
    if (!batch.isEmpty()) {
      outlet.accept(List.copyOf(batch));
      batch.clear();
    }
  }
}
