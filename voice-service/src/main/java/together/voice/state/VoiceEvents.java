package together.voice.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.OutboxRecord;
import together.proto.VoiceEvent;

/**
 * Events of topic {@code together.voice.v1}; {@code seq} is the guild's voice sequence after the
 * change.
 */
final class VoiceEvents {
  private static final String TOPIC = "together.voice.v1";

  private VoiceEvents() {}

  static together.proto.VoiceState proto(VoiceState state) {
    return left(state).setChannelId(state.channelId()).build();
  }

  /** Joined, moved or changed flags. */
  static OutboxRecord placed(VoiceState state, @Nullable VoiceState previous, long seq) {
    return record(
        VoiceEvent.newBuilder()
            .setGuildId(state.guildId())
            .setSeq(seq)
            .setRevision(state.revision())
            .setChannelId(state.channelId())
            .setPreviousChannelId(
                previous == null || previous.channelId() == state.channelId()
                    ? 0
                    : previous.channelId())
            .setVoiceStateUpdate(proto(state))
            .build());
  }

  /** Left, by whatever reason. */
  static OutboxRecord ended(VoiceState state, long seq) {
    return record(
        VoiceEvent.newBuilder()
            .setGuildId(state.guildId())
            .setSeq(seq)
            .setRevision(state.revision())
            .setChannelId(state.channelId())
            .setPreviousChannelId(state.channelId())
            .setVoiceStateUpdate(left(state))
            .build());
  }

  private static together.proto.VoiceState.Builder left(VoiceState state) {
    return together.proto.VoiceState.newBuilder()
        .setGuildId(state.guildId())
        .setUserId(state.userId())
        .setSessionId(state.sessionId())
        .setSelfMute(state.selfMute())
        .setSelfDeaf(state.selfDeaf())
        .setMute(state.mute())
        .setDeaf(state.deaf());
  }

  private static OutboxRecord record(VoiceEvent event) {
    var headers =
        Map.of(
            EventHeaders.GUILD_ID, Long.toString(event.getGuildId()),
            EventHeaders.CHANNEL_ID, Long.toString(event.getChannelId()),
            EventHeaders.USER_ID, Long.toString(event.getVoiceStateUpdate().getUserId()),
            EventHeaders.REVISION, Long.toString(event.getRevision()),
            EventHeaders.SEQ, Long.toString(event.getSeq()));
    return new OutboxRecord(
        TOPIC, event.getGuildId(), event.getGuildId(), "voice_state_update", headers, event);
  }
}
