package together.gateway.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.audience.Guilds.STAFF;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.log.LogEntry;
import together.gateway.log.Records;
import together.platform.testing.MovableClock;
import together.proto.GuildVoiceStates;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

/** What sight of a channel says of those who are in it. */
class VoiceSightTest {
  private static final long REVISION = 5;

  private final GuildView view = GuildView.of(Guilds.guild(REVISION));
  private final GuildAudience audience =
      new GuildAudience(view, new GuildViews(new MovableClock(Instant.EPOCH)));
  private final Listener staff = new Listener(2);
  private final Listener member = new Listener(3);
  private long offset;

  private static SharedFrames frames(LogEntry entry) {
    return new SharedFrames(UnpooledByteBufAllocator.DEFAULT, entry);
  }

  private static List<String> types(Listener listener) {
    return listener.take().stream().map(text -> text.substring(0, text.indexOf(' '))).toList();
  }

  @Test
  void whoGainsSightOfAChannelIsToldWhoIsInIt() {
    audience.join(staff, view, new Membership(List.of(STAFF), Instant.EPOCH), REVISION, 0);
    audience.join(member, view, new Membership(List.of(), Instant.EPOCH), REVISION, 0);
    var joined = VoiceState.newBuilder().setGuildId(GUILD).setChannelId(SECRET);
    audience.learn(
        GuildVoiceStates.newBuilder()
            .setSeq(4)
            .addStates(joined.setUserId(7))
            .addStates(joined.setUserId(8))
            .build());
    voice(5, joined.setUserId(2).build());
    voice(6, joined.setUserId(8).clearChannelId().build());
    types(staff);
    assertEquals(List.of(), types(member));
    var entry =
        Records.guild(0, offset++, Guilds.channelUpdate(REVISION + 1, Guilds.channel(SECRET)));
    try (var frames = frames(entry)) {
      audience.guild(entry, frames);
    }
    assertEquals(
        List.of("CHANNEL_CREATE", "VOICE_STATE_UPDATE", "VOICE_STATE_UPDATE"), types(member));
    assertEquals(List.of("CHANNEL_UPDATE"), types(staff));
  }

  /** Into or out of the secret channel. */
  private void voice(long seq, VoiceState state) {
    var event =
        VoiceEvent.newBuilder()
            .setGuildId(GUILD)
            .setSeq(seq)
            .setRevision(REVISION)
            .setChannelId(SECRET)
            .build();
    var entry = Records.voice(0, offset++, event, state);
    try (var frames = frames(entry)) {
      audience.voice(entry, frames);
    }
  }
}
