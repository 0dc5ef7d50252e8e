package together.voice.state;

/** A user in a voice channel, as Discord's voice state object; the same JSON as the event's. */
public record VoiceStateView(
    long guildId,
    long channelId,
    long userId,
    String sessionId,
    boolean selfMute,
    boolean selfDeaf,
    boolean mute,
    boolean deaf) {
  static VoiceStateView of(VoiceState state) {
    return new VoiceStateView(
        state.guildId(),
        state.channelId(),
        state.userId(),
        state.sessionId(),
        state.selfMute(),
        state.selfDeaf(),
        state.mute(),
        state.deaf());
  }
}
