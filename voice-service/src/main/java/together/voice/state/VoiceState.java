package together.voice.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user in a voice channel.
 *
 * @param sessionId the gateway session that holds the state
 * @param incarnation the gateway process that holds the session
 * @param mute by a moderator, as {@code deaf}; the {@code self} flags are the user's own
 * @param revision the guild's revision at which it was allowed
 */
record VoiceState(
    long guildId,
    long userId,
    long channelId,
    String sessionId,
    String incarnation,
    boolean selfMute,
    boolean selfDeaf,
    boolean mute,
    boolean deaf,
    long revision,
    Instant joinedAt) {

  /** This state after that one: what moderators set stays, and the time within one channel. */
  VoiceState after(@Nullable VoiceState previous) {
    if (previous == null) {
      return this;
    }
    var since = previous.channelId == channelId ? previous.joinedAt : joinedAt;
    return new VoiceState(
        guildId,
        userId,
        channelId,
        sessionId,
        incarnation,
        selfMute,
        selfDeaf,
        previous.mute,
        previous.deaf,
        Math.max(revision, previous.revision),
        since);
  }

  /** Whether nobody can tell the two apart. */
  boolean looksLike(@Nullable VoiceState other) {
    return other != null
        && channelId == other.channelId
        && sessionId.equals(other.sessionId)
        && incarnation.equals(other.incarnation)
        && selfMute == other.selfMute
        && selfDeaf == other.selfDeaf
        && mute == other.mute
        && deaf == other.deaf;
  }
}
