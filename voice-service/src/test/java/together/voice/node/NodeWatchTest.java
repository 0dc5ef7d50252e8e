package together.voice.node;

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
import together.voice.testing.Others;
import together.voice.testing.Rooms;
import together.voice.testing.VoiceLog;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class NodeWatchTest {
  @Inject Rooms rooms;
  @Inject Others others;

  private long guild;
  private String alive;
  private String other;

  @BeforeEach
  void twoNodes() {
    guild = rooms.newId();
    long channel = rooms.newId();
    alive = "alive " + guild;
    other = "other " + guild;
    for (var node : List.of(alive, other)) {
      long user = rooms.member(guild, channel);
      rooms.send(rooms.request(user, guild, channel).setIncarnation(node));
    }
  }

  /** Beats for the living ones until only their users are left. */
  private void awaitOne(List<String> heard) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          heard.forEach(node -> others.heartbeat(node, false));
          return rooms.states(guild).size() == 1;
        });
  }

  @Test
  void theStatesOfASilentNodeEnd() throws Exception {
    awaitOne(List.of(alive));
    var ended = VoiceLog.of(guild, 3).get(2).event();
    assertFalse(ended.getVoiceStateUpdate().hasChannelId());
    assertEquals(3, ended.getSeq());
    assertFalse(
        rooms.states(guild).getFirst().getUserId() == ended.getVoiceStateUpdate().getUserId());
  }

  @Test
  void theStatesOfALeavingNodeEndAtOnce() {
    others.heartbeat(other, true);
    awaitOne(List.of());
  }
}
