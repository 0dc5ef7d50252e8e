package together.voice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.voice.testing.Rooms;
import together.voice.testing.VoicePlatform;

/** No more users in a voice channel than its limit. */
@QuarkusTest
@WithTestResource(VoicePlatform.class)
class UserLimitTest {
  private static final long MOVE_MEMBERS = 1L << 24;

  @Inject Rooms rooms;

  private long guild;
  private long channel;

  @BeforeEach
  void aServer() {
    guild = rooms.newId();
    channel = rooms.newId();
  }

  /** Somebody who may join a channel with this limit. */
  private long member(int userLimit, long more) {
    long user = rooms.newId();
    rooms.allow(user, guild, channel, Rooms.VIEW | Rooms.CONNECT | more, Rooms.VOICE, userLimit);
    return user;
  }

  private String join(long user, long channelId) {
    return rooms.send(rooms.request(user, guild, channelId)).getProblem().getCode();
  }

  @Test
  void whoComesToAFullChannelStaysOutUntilSomebodyLeaves() {
    long first = member(1, 0);
    long second = member(1, 0);
    assertEquals("", join(first, channel));
    assertEquals("CHANNEL_FULL", join(second, channel));
    rooms.leave(first, guild);
    assertEquals("", join(second, channel));
  }

  @Test
  void whoIsInAFullChannelChangesFlagsAndComesAgainWithAnotherSession() {
    long user = member(1, 0);
    assertEquals("", join(user, channel));
    var muted = rooms.request(user, guild, channel).setSelfMute(true);
    assertFalse(rooms.send(muted).hasProblem());
    var again = rooms.request(user, guild, channel).setSessionId("second");
    assertFalse(rooms.send(again).hasProblem());
    assertEquals("second", rooms.states(guild).getFirst().getSessionId());
  }

  @Test
  void whoMayMoveMembersIsAboveTheLimit() {
    assertEquals("", join(member(1, 0), channel));
    assertEquals("", join(member(1, MOVE_MEMBERS), channel));
    assertEquals("CHANNEL_FULL", join(member(1, 0), channel));
    assertEquals(2, rooms.states(guild).size());
  }

  @Test
  void whoFindsAChannelFullStaysWhereItWas() {
    long first = member(1, 0);
    long second = member(1, 0);
    long other = rooms.newId();
    rooms.allow(second, guild, other, Rooms.VIEW | Rooms.CONNECT, Rooms.VOICE);
    long elsewhere = rooms.newId();
    long room = rooms.newId();
    long third = rooms.member(elsewhere, room);
    rooms.allow(third, guild, channel, Rooms.VIEW | Rooms.CONNECT, Rooms.VOICE, 1);
    rooms.join(first, guild, channel);
    rooms.join(second, guild, other);
    rooms.join(third, elsewhere, room);
    assertEquals("CHANNEL_FULL", join(second, channel));
    assertEquals("CHANNEL_FULL", join(third, channel));
    assertEquals(
        1, rooms.states(guild).stream().filter(one -> one.getChannelId() == other).count());
    assertEquals(1, rooms.states(elsewhere).size());
  }

  @Test
  void ofManyWhoComeAtOnceOnlySoManyGetIn() throws Exception {
    var joins = new ArrayList<Callable<String>>();
    for (int i = 0; i < 8; i++) {
      long user = member(3, 0);
      joins.add(() -> join(user, channel));
    }
    int in = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : threads.invokeAll(joins)) {
        in += answer.get().isEmpty() ? 1 : 0;
      }
    }
    assertEquals(3, in);
    assertEquals(3, rooms.states(guild).size());
  }
}
