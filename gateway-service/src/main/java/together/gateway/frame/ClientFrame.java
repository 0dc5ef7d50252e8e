package together.gateway.frame;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Cursor;

/** What a client may send, an op each. */
public sealed interface ClientFrame {
  record Heartbeat() implements ClientFrame {}

  /**
   * {@code token} is null when the upgrade carried it, {@code presence} when the client leaves it
   * open.
   */
  record Identify(@Nullable String token, @Nullable PresenceUpdate presence)
      implements ClientFrame {}

  record Resume(@Nullable String token, Cursor cursor, @Nullable PresenceUpdate presence)
      implements ClientFrame {}

  /**
   * What others are to see of the user.
   *
   * @param status one of {@link FrameCodec#STATUSES}
   * @param afk nobody is at the device
   */
  record PresenceUpdate(String status, boolean afk) implements ClientFrame {}

  record MessageSend(long channelId, String content, @Nullable String nonce, OptionalLong replyTo)
      implements ClientFrame {}

  /** An empty channel leaves. */
  record VoiceStateUpdate(long guildId, OptionalLong channelId, boolean selfMute, boolean selfDeaf)
      implements ClientFrame {}
}
