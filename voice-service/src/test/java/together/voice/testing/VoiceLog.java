package together.voice.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import together.platform.testing.TopicLog;
import together.proto.VoiceEvent;

/** What voice-service has told. */
public final class VoiceLog {
  private static final TopicLog<VoiceEvent> LOG =
      new TopicLog<>("together.voice.v1", VoiceEvent.parser());

  private VoiceLog() {}

  /** Waits for so many events of a guild, and returns all there are then, in log order. */
  public static List<TopicLog.Entry<VoiceEvent>> of(long guildId, int count)
      throws InvalidProtocolBufferException {
    return LOG.read(event -> event.getGuildId() == guildId, count);
  }
}
