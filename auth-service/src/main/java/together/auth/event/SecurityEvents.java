package together.auth.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.platform.id.Ids;
import together.platform.json.Moments;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.proto.SecurityEvent;

/** Writes down what happens to accounts, within the caller's transaction, and tells it on Kafka. */
@ApplicationScoped
public class SecurityEvents {
  private static final String TOPIC = "together.security.v1";

  private final SecurityEventRepository repository;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  SecurityEvents(SecurityEventRepository repository, Outbox outbox, Ids ids, Clock clock) {
    this.repository = repository;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param sessionId the session it happened in; null: in none
   */
  public void add(SecurityEventType type, long userId, @Nullable Long sessionId, Device device)
      throws SQLException {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // The head's row lock orders the events of a user; the id is taken under it.
    long seq = repository.next(userId);
    var view =
        new SecurityEventView(
            ids.next(), type.text(), sessionId, device.name(), device.address(), at);
    repository.insert(userId, seq, view);
    outbox.append(record(type, userId, seq, view));
  }

  private static OutboxRecord record(
      SecurityEventType type, long userId, long seq, SecurityEventView view) {
    var event =
        SecurityEvent.newBuilder()
            .setUserId(userId)
            .setSeq(seq)
            .setId(view.id())
            .setAt(Moments.proto(view.at()))
            .setDevice(view.device())
            .setAddress(view.address());
    if (view.sessionId() != null) {
      event.setSessionId(view.sessionId());
    }
    var headers =
        Map.of(EventHeaders.USER_ID, Long.toString(userId), EventHeaders.SEQ, Long.toString(seq));
    return new OutboxRecord(TOPIC, userId, userId, type.text(), headers, type.set(event).build());
  }
}
