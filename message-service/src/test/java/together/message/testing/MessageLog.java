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

  /** Waits for so many events of a channel, and returns all there are then, in log order. */
  public static List<TopicLog.Entry<MessageEvent>> of(long channelId, int count)
      throws InvalidProtocolBufferException {
    return LOG.read(event -> event.getChannelId() == channelId, count);
  }
}
