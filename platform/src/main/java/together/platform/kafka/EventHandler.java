package together.platform.kafka;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * What a consumer does with an event. Must be idempotent: an event may come again after a crash.
 */
@FunctionalInterface
public interface EventHandler {
  /**
   * Any exception but an unreadable event's is tried again with growing pauses, in order, until it
   * succeeds.
   */
  void handle(Event event) throws InvalidProtocolBufferException;
}
