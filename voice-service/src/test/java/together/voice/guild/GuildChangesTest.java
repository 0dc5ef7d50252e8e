package together.voice.guild;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.proto.Channel;
import together.proto.GuildDelete;
import together.proto.GuildEvent;
import together.proto.GuildMemberRemove;
import together.proto.User;
import together.voice.testing.Others;
import together.voice.testing.Rooms;
import together.voice.testing.VoiceLog;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class GuildChangesTest {
  @Inject Rooms rooms;
  @Inject Others others;

  private long guild;
  private long hall;
  private long office;
  private long alice;
  private long boss;

  @BeforeEach
  void twoChannels() {
    guild = rooms.newId();
    hall = rooms.newId();
    office = rooms.newId();
    alice = rooms.member(guild, hall);
    boss = rooms.member(guild, office);
    rooms.join(alice, guild, hall);
    rooms.join(boss, guild, office);
  }

  private GuildEvent.Builder event() {
    return GuildEvent.newBuilder().setGuildId(guild).setSeq(8);
  }

  private List<Long> present() {
    return rooms.states(guild).stream().map(state -> state.getUserId()).toList();
  }

  private void awaitPresent(List<Long> users) {
    await().atMost(Duration.ofSeconds(20)).until(() -> present().equals(users));
  }

  @Test
  void whoIsNoMemberAnyMoreLeaves() throws Exception {
    var gone =
        GuildMemberRemove.newBuilder().setGuildId(guild).setUser(User.newBuilder().setId(alice));
    others.guildEvent(event().setGuildMemberRemove(gone).build());
    awaitPresent(List.of(boss));
    var left = VoiceLog.of(guild, 3).get(2).event();
    assertEquals(alice, left.getVoiceStateUpdate().getUserId());
    assertFalse(left.getVoiceStateUpdate().hasChannelId());
  }

  @Test
  void aDeletedChannelIsLeftByAll() {
    others.guildEvent(event().setChannelDelete(Channel.newBuilder().setId(office)).build());
    awaitPresent(List.of(alice));
  }

  @Test
  void aDeletedServerIsLeftByAll() throws Exception {
    others.guildEvent(event().setGuildDelete(GuildDelete.newBuilder().setId(guild)).build());
    awaitPresent(List.of());
    assertEquals(4, VoiceLog.of(guild, 4).size());
  }

  @Test
  void whatCannotBeReadHoldsNothingUp() {
    others.garbage(guild);
    others.guildEvent(event().setChannelDelete(Channel.newBuilder().setId(hall)).build());
    awaitPresent(List.of(boss));
  }
}
