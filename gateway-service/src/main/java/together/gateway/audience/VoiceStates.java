package together.gateway.audience;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.proto.GuildVoiceStates;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

/**
 * Who is in which of a guild's voice channels, for those who gain sight of one. By user the newest
 * that is known: sessions that catch up bring older events than those that are live. Confined to
 * the event loop.
 */
final class VoiceStates {
  /**
   * @param state null: in no channel
   */
  private record Known(long seq, @Nullable VoiceState state) {}

  private final Map<Long, Known> byUser = new HashMap<>();
  private long loadedSeq;

  /** All states of the guild, as voice-service has told them. */
  void load(GuildVoiceStates all) {
    if (all.getSeq() <= loadedSeq) {
      return;
    }
    loadedSeq = all.getSeq();
    byUser.values().removeIf(known -> known.seq() <= loadedSeq);
    for (var state : all.getStatesList()) {
      byUser.putIfAbsent(state.getUserId(), new Known(loadedSeq, state));
    }
  }

  void apply(VoiceEvent event) {
    var state = event.getVoiceStateUpdate();
    var known = byUser.get(state.getUserId());
    if (event.getSeq() > Math.max(loadedSeq, known == null ? 0 : known.seq())) {
      byUser.put(state.getUserId(), new Known(event.getSeq(), state.hasChannelId() ? state : null));
    }
  }

  List<VoiceState> in(long channelId) {
    return byUser.values().stream()
        .map(Known::state)
        .filter(Objects::nonNull)
        .filter(state -> state.getChannelId() == channelId)
        .toList();
  }
}
