package together.gateway.frame;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Cursor;
import together.proto.AllowedMentions;

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

  /**
   * Replaces what the socket looks at in a guild.
   *
   * @param memberRanges positions of the member list
   * @param typingChannels where it wants to see who types
   */
  record Subscribe(long guildId, List<MemberRange> memberRanges, List<Long> typingChannels)
      implements ClientFrame {}

  /** Both included. */
  record MemberRange(int first, int last) {}

  /**
   * Asks for members by how their names begin or, when {@code query} is null, by id.
   *
   * @param limit of a query; 0 is the most there is
   * @param presences whether the answer says who of them is online
   */
  record RequestMembers(
      long guildId,
      @Nullable String query,
      List<Long> userIds,
      int limit,
      boolean presences,
      @Nullable String nonce)
      implements ClientFrame {}

  /**
   * A message.
   *
   * @param channelId empty: the dm with the recipient
   * @param recipientId empty when there is a channel
   * @param replyMayBeGone whether a reply to what is gone is stored all the same
   * @param allowedMentions null: all that the text names, and whom it replies to
   * @param attachmentIds uploads that it is to carry
   */
  record MessageSend(
      OptionalLong channelId,
      OptionalLong recipientId,
      String content,
      @Nullable String nonce,
      OptionalLong replyTo,
      boolean replyMayBeGone,
      @Nullable AllowedMentions allowedMentions,
      List<Long> attachmentIds)
      implements ClientFrame {}

  /** An empty channel leaves. */
  record VoiceStateUpdate(long guildId, OptionalLong channelId, boolean selfMute, boolean selfDeaf)
      implements ClientFrame {}
}
