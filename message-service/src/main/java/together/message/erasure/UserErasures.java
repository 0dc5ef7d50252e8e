package together.message.erasure;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import together.message.deletion.DeletionWorker;
import together.message.inbox.Subscriber;
import together.platform.kafka.Event;
import together.proto.UserEvent;

/** What auth-service tells of accounts that are gone for good. */
@ApplicationScoped
class UserErasures implements Subscriber {
  /** What was on its way when the account went is written by then. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

  private final ErasureService erasures;
  private final DeletionWorker worker;

  UserErasures(ErasureService erasures, DeletionWorker worker) {
    this.erasures = erasures;
    this.worker = worker;
  }

  @Override
  public String topic() {
    return "together.user.v1";
  }

  @Override
  public void handle(Event record) throws InvalidProtocolBufferException {
    var event = UserEvent.parseFrom(record.payload());
    if (event.hasUserErase()) {
      var due = record.writtenAt().plus(IN_FLIGHT);
      erasures.plan(event.getUserId(), event.getUserErase().getMessages(), due);
      worker.wake();
    }
  }
}
