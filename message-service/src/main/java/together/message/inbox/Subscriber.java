package together.message.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import together.platform.kafka.Event;

/** Does something because of what another service tells. */
public interface Subscriber {
  /** The topic it reads. */
  String topic();

  /**
   * One event of its topic. An event may come again, whole or after this has failed half-way: done
   * twice, it must be as done once.
   *
   * @throws InvalidProtocolBufferException it cannot be read: it goes to the dead letters
   */
  void handle(Event event) throws InvalidProtocolBufferException;
}
