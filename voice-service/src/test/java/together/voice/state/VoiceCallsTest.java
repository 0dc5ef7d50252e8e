package together.voice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.voice.testing.FakeGuilds;
import together.voice.testing.Rooms;
import together.voice.testing.VoiceLog;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class VoiceCallsTest {
  @Inject Rooms rooms;
  @Inject @GrpcService FakeGuilds guilds;

  private long guild;
  private long channel;
  private long user;

  @BeforeEach
  void aMember() {
    guild = rooms.newId();
    channel = rooms.newId();
    user = rooms.member(guild, channel);
  }

  private String problem(long channelId) {
    return rooms.send(rooms.request(user, guild, channelId)).getProblem().getCode();
  }

  @Test
  void joiningIsToldToTheChannel() throws Exception {
    rooms.join(user, guild, channel);
    var state = rooms.states(guild).getFirst();
    assertEquals(channel, state.getChannelId());
    assertEquals("s" + user, state.getSessionId());
    var entry = VoiceLog.of(guild, 1).getFirst();
    assertEquals(state, entry.event().getVoiceStateUpdate());
    assertEquals(channel, entry.event().getChannelId());
    assertEquals(0, entry.event().getPreviousChannelId());
    assertEquals(7, entry.event().getRevision());
    assertEquals(1, entry.event().getSeq());
    assertEquals("together.voice.v1.voice_state_update", entry.header("ce_type"));
    assertEquals(Long.toString(guild), entry.header("guild_id"));
    assertEquals(Long.toString(channel), entry.header("channel_id"));
    assertEquals("7", entry.header("revision"));
    assertEquals("1", entry.header("seq"));
  }

  @Test
  void movingNamesBothChannels() throws Exception {
    long other = rooms.newId();
    rooms.allow(user, guild, other, Rooms.VIEW | Rooms.CONNECT, Rooms.VOICE);
    rooms.join(user, guild, channel);
    rooms.join(user, guild, other);
    assertEquals(other, rooms.states(guild).getFirst().getChannelId());
    var moved = VoiceLog.of(guild, 2).get(1).event();
    assertEquals(other, moved.getChannelId());
    assertEquals(channel, moved.getPreviousChannelId());
  }

  @Test
  void aChangeOfFlagsIsToldOnce() throws Exception {
    rooms.join(user, guild, channel);
    for (int i = 0; i < 2; i++) {
      rooms.send(rooms.request(user, guild, channel).setSelfMute(true));
    }
    rooms.leave(user, guild);
    var events = VoiceLog.of(guild, 3);
    assertEquals(3, events.size());
    assertTrue(events.get(1).event().getVoiceStateUpdate().getSelfMute());
    assertEquals(0, events.get(1).event().getPreviousChannelId());
  }

  @Test
  void leavingIsToldToTheChannelThatWasLeft() throws Exception {
    rooms.join(user, guild, channel);
    rooms.leave(user, guild);
    rooms.leave(user, guild);
    assertEquals(List.of(), rooms.states(guild));
    var events = VoiceLog.of(guild, 2);
    assertEquals(2, events.size());
    var left = events.get(1).event();
    assertFalse(left.getVoiceStateUpdate().hasChannelId());
    assertEquals(channel, left.getChannelId());
    assertEquals(channel, left.getPreviousChannelId());
  }

  @Test
  void joiningInAnotherServerLeavesTheFirst() throws Exception {
    long otherGuild = rooms.newId();
    long otherChannel = rooms.newId();
    rooms.allow(user, otherGuild, otherChannel, Rooms.VIEW | Rooms.CONNECT, Rooms.VOICE);
    rooms.join(user, guild, channel);
    rooms.join(user, otherGuild, otherChannel);
    assertEquals(List.of(), rooms.states(guild));
    assertEquals(1, rooms.states(otherGuild).size());
    assertFalse(VoiceLog.of(guild, 2).get(1).event().getVoiceStateUpdate().hasChannelId());
    assertEquals(1, VoiceLog.of(otherGuild, 1).size());
  }

  @Test
  void anotherSessionOfTheUserTakesOver() {
    rooms.join(user, guild, channel);
    rooms.send(rooms.request(user, guild, channel).setSessionId("second"));
    rooms.endSession(user);
    assertEquals("second", rooms.states(guild).getFirst().getSessionId());
    rooms.leave(user, guild);
    assertEquals(1, rooms.states(guild).size());
  }

  @Test
  void theEndOfTheSessionEndsItsState() throws Exception {
    rooms.join(user, guild, channel);
    rooms.endSession(user);
    rooms.endSession(user);
    assertEquals(List.of(), rooms.states(guild));
    assertEquals(2, VoiceLog.of(guild, 2).size());
  }

  @Test
  void nobodyEndsTheSessionOfAnother() {
    rooms.join(user, guild, channel);
    long mallory = rooms.member(guild, channel);
    rooms.send(rooms.request(mallory, guild, 0).clearChannelId().setSessionId("s" + user));
    assertEquals(user, rooms.states(guild).getFirst().getUserId());
  }

  @Test
  void refusesWhoMayNotJoin() {
    long unseen = rooms.newId();
    long listed = rooms.newId();
    long text = rooms.newId();
    rooms.allow(user, guild, listed, Rooms.VIEW, Rooms.VOICE);
    rooms.allow(user, guild, text, Rooms.VIEW | Rooms.CONNECT, 0);
    assertEquals("UNKNOWN_CHANNEL", problem(unseen));
    assertEquals("MISSING_PERMISSION", problem(listed));
    assertEquals("NOT_A_VOICE_CHANNEL", problem(text));
    assertEquals(List.of(), rooms.states(guild));
  }

  @Test
  void aRightThatWentMeanwhileDoesNotLeaveAGhost() throws Exception {
    guilds.takeAwayAfterOne(user, channel);
    assertEquals("UNKNOWN_CHANNEL", problem(channel));
    assertEquals(List.of(), rooms.states(guild));
    var events = VoiceLog.of(guild, 2);
    assertFalse(events.get(1).event().getVoiceStateUpdate().hasChannelId());
  }

  @Test
  void saysThatItCannotJudgeNow() {
    guilds.refuse(3);
    var failure = assertThrows(StatusRuntimeException.class, () -> problem(channel));
    assertEquals(Status.Code.UNAVAILABLE, failure.getStatus().getCode());
    assertEquals(List.of(), rooms.states(guild));
  }

  @Test
  void aServerWithoutVoiceIsAtSequenceZero() {
    var answer = rooms.guild(rooms.newId());
    assertEquals(0, answer.getSeq());
    assertEquals(List.of(), answer.getStatesList());
  }

  @Test
  void theStatesAreThoseAtTheirSequence() {
    rooms.join(user, guild, channel);
    rooms.send(rooms.request(user, guild, channel).setSelfDeaf(true));
    rooms.join(rooms.member(guild, channel), guild, channel);
    var answer = rooms.guild(guild);
    assertEquals(3, answer.getSeq());
    assertEquals(2, answer.getStatesCount());
    assertTrue(answer.getStates(0).getSelfDeaf());
  }

  @Test
  void everyOneOfManyCallsIsAnswered() throws Exception {
    var calls = new ArrayList<Callable<Long>>();
    for (int i = 0; i < 4_000; i++) {
      calls.add(() -> rooms.guild(guild).getGuildId());
    }
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var call : threads.invokeAll(calls)) {
        assertEquals(guild, call.get());
      }
    }
  }
}
