package together.auth.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import together.platform.testing.TopicLog;
import together.proto.UserEvent;

/** What auth-service has told. */
public final class UserLog {
  private static final TopicLog<UserEvent> LOG =
      new TopicLog<>("together.user.v1", UserEvent.parser());

  private UserLog() {}

  /** Waits for so many events of a user, and returns all there are then, in log order. */
  public static List<TopicLog.Entry<UserEvent>> of(long userId, int count)
      throws InvalidProtocolBufferException {
    return LOG.read(event -> event.getUserId() == userId, count);
  }
}
