package together.gateway.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import together.proto.GuildVoiceStates;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

class VoiceStatesTest {
  private final VoiceStates states = new VoiceStates();

  private static VoiceState state(long user, long channel) {
    var state = VoiceState.newBuilder().setUserId(user);
    return (channel == 0 ? state : state.setChannelId(channel)).build();
  }

  private void apply(long seq, long user, long channel) {
    states.apply(
        VoiceEvent.newBuilder().setSeq(seq).setVoiceStateUpdate(state(user, channel)).build());
  }

  private void load(long seq, VoiceState... all) {
    states.load(GuildVoiceStates.newBuilder().setSeq(seq).addAllStates(List.of(all)).build());
  }

  private List<Long> in(long channel) {
    return states.in(channel).stream().map(VoiceState::getUserId).sorted().toList();
  }

  @Test
  void followsJoinsMovesAndLeaves() {
    apply(1, 10, 5);
    apply(2, 11, 5);
    apply(3, 10, 6);
    apply(4, 11, 0);
    assertEquals(List.of(), in(5));
    assertEquals(List.of(10L), in(6));
  }

  /** Each user's newest counts, in whatever order the sessions bring them. */
  @Test
  void anOlderEventOfAUserChangesNothingAndOneOfAnotherDoes() {
    apply(8, 10, 5);
    apply(6, 10, 0);
    apply(7, 11, 5);
    assertEquals(List.of(10L, 11L), in(5));
    apply(9, 10, 0);
    apply(8, 10, 5);
    assertEquals(List.of(11L), in(5));
  }

  @Test
  void aNewerPictureReplacesWhatIsOlderThanIt() {
    apply(1, 10, 5);
    apply(9, 11, 5);
    load(7, state(12, 5), state(11, 6));
    assertEquals(List.of(11L, 12L), in(5));
    assertEquals(List.of(), in(6));
    load(6, state(13, 5));
    apply(7, 10, 5);
    assertEquals(List.of(11L, 12L), in(5));
  }
}
