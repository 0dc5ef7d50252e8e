package together.voice.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.voice.testing.FakeGuilds;
import together.voice.testing.Rooms;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class GuildVoiceAccessTest {
  @Inject VoiceAccess access;
  @Inject Rooms rooms;
  @Inject @GrpcService FakeGuilds guilds;

  @AfterEach
  void everythingIsReachable() {
    guilds.refuse(0);
  }

  @Test
  void saysWhatGuildServiceSays() {
    long guild = rooms.newId();
    long channel = rooms.newId();
    long user = rooms.member(guild, channel);
    assertEquals(
        new VoiceGrant(Rooms.VIEW | Rooms.CONNECT, 7, guild, 2, 0), access.ask(user, channel));
    assertEquals(new VoiceGrant(0, 0, 0, 0, 0), access.ask(user, rooms.newId()));
  }

  @Test
  void asksForAnyNumberOfChannels() {
    long guild = rooms.newId();
    long seen = rooms.newId();
    long user = rooms.member(guild, seen);
    var channels = LongStream.range(0, 2_500).mapToObj(i -> rooms.newId()).toList();
    var all = new java.util.ArrayList<>(channels);
    all.add(seen);
    assertEquals(Set.of(seen), access.visible(user, all));
    assertEquals(Set.of(), access.visible(user, Set.of()));
  }

  @Test
  void knowsMembers() {
    long guild = rooms.newId();
    long user = rooms.newId();
    assertFalse(access.isMember(user, guild));
    guilds.join(user, guild);
    assertTrue(access.isMember(user, guild));
  }

  @Test
  void triesAgainWhenGuildServiceIsAwayForAMoment() {
    guilds.refuse(2);
    assertFalse(access.isMember(rooms.newId(), rooms.newId()));
  }

  @Test
  void givesUpWhenItStaysAway() {
    guilds.refuse(3);
    assertThrows(StatusRuntimeException.class, () -> access.isMember(rooms.newId(), rooms.newId()));
  }
}
