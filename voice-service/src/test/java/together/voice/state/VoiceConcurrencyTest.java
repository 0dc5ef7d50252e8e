package together.voice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.voice.testing.Rooms;
import together.voice.testing.VoiceLog;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class VoiceConcurrencyTest {
  private static final int USERS = 12;
  private static final int ROUNDS = 12;

  @Inject Rooms rooms;

  /** What a client that applied every event would show must be what the service says. */
  @Test
  void eventsInSequenceAddUpToTheStates() throws Exception {
    var guilds = List.of(rooms.newId(), rooms.newId(), rooms.newId());
    var channels = List.of(rooms.newId(), rooms.newId(), rooms.newId());
    var calls = new ArrayList<Callable<Boolean>>();
    for (int number = 0; number < USERS; number++) {
      long user = rooms.newId();
      for (int i = 0; i < 3; i++) {
        rooms.allow(user, guilds.get(i), channels.get(i), Rooms.VIEW | Rooms.CONNECT, Rooms.VOICE);
      }
      for (int session = 0; session < 2; session++) {
        calls.add(wander(user, "session " + session, guilds, channels, number * 2 + session));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        assertTrue(call.get());
      }
    }
    var everywhere = new ArrayList<Long>();
    for (long guild : guilds) {
      everywhere.addAll(assertAddsUp(guild));
    }
    assertEquals(everywhere.size(), new HashSet<>(everywhere).size(), "nobody is in two places");
  }

  private Callable<Boolean> wander(
      long user, String session, List<Long> guilds, List<Long> channels, int seed) {
    var random = new Random(seed);
    return () -> {
      for (int i = 0; i < ROUNDS; i++) {
        int to = random.nextInt(3);
        var request = rooms.request(user, guilds.get(to), channels.get(to)).setSessionId(session);
        if (random.nextInt(4) == 0) {
          request.clearChannelId();
        }
        if (rooms.send(request).hasProblem()) {
          return false;
        }
      }
      return true;
    };
  }

  private List<Long> assertAddsUp(long guild) throws Exception {
    var answer = rooms.guild(guild);
    var events = VoiceLog.of(guild, (int) answer.getSeq());
    var shown = new HashSet<Long>();
    for (var entry : events) {
      var state = entry.event().getVoiceStateUpdate();
      if (state.hasChannelId()) {
        shown.add(state.getUserId());
      } else {
        shown.remove(state.getUserId());
      }
    }
    assertEquals(
        LongStream.rangeClosed(1, answer.getSeq()).boxed().toList(),
        events.stream().map(entry -> entry.event().getSeq()).toList());
    var held = answer.getStatesList().stream().map(state -> state.getUserId()).toList();
    assertEquals(shown, new HashSet<>(held));
    return held;
  }
}
