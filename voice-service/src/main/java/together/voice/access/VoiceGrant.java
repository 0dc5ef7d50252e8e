package together.voice.access;

import together.platform.problem.ProblemException;
import together.voice.VoiceProblem;

/**
 * What a user may do in a channel.
 *
 * @param permissions effective bits; 0 when there is no such channel for the user
 * @param revision the guild's revision at which this holds
 * @param guildId 0 when the channel is unknown or in no guild
 * @param type the channel's
 * @param userLimit most users in the channel; 0 is no limit
 */
public record VoiceGrant(long permissions, long revision, long guildId, int type, int userLimit) {
  public static final long VIEW_CHANNEL = 1L << 10;
  public static final long CONNECT_VOICE = 1L << 20;
  public static final long MOVE_MEMBERS = 1L << 24;
  public static final int VOICE_CHANNEL = 2;

  /**
   * How many the user may find there, as Discord has it: who may move members is above the limit.
   */
  public int mostOthers() {
    return userLimit == 0 || (permissions & MOVE_MEMBERS) != 0 ? Integer.MAX_VALUE : userLimit - 1;
  }

  /** Throws the problem that keeps the user from being in this channel of that guild. */
  public void requireConnect(long guild) {
    if ((permissions & VIEW_CHANNEL) == 0 || guildId != guild) {
      throw new ProblemException(VoiceProblem.UNKNOWN_CHANNEL, "no such channel in this server");
    }
    if (type != VOICE_CHANNEL) {
      throw new ProblemException(VoiceProblem.NOT_A_VOICE_CHANNEL, "choose a voice channel");
    }
    if ((permissions & CONNECT_VOICE) == 0) {
      throw new ProblemException(VoiceProblem.MISSING_PERMISSION, "needs CONNECT_VOICE");
    }
  }
}
