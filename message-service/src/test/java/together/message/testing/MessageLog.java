package together.message.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import together.platform.testing.TopicLog;
import together.proto.MessageEvent;

/** What message-service has told. */
public final class MessageLog {
  private static final TopicLog<MessageEvent> LOG =
      new TopicLog<>("together.message.v1", MessageEvent.parser());

  private MessageLog() {}

  /**
   * Waits for so many events, and returns all there are then, in log order.
   *
   * @param owner the channel, or the user whose sessions alone are told
   */
  public static List<TopicLog.Entry<MessageEvent>> of(long owner, int count)
      throws InvalidProtocolBufferException {
    return LOG.ofKey(owner, count);
  }
}
