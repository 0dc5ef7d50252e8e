package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.session.TestNode.REVISION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;

/** RESUME: what a client missed, from its cursor alone. */
class ResumeTest {
  private static final long USER = 3;

  private final TestNode node = new TestNode();

  private ObjectNode cursorOfOneThatLeft() {
    var client = node.connect().ready(USER);
    node.post(OPEN);
    var cursor = (ObjectNode) client.cursor();
    client.disconnect();
    return cursor;
  }

  @Test
  void bringsWhatWasMissedOnceAndInOrderThenWhatIsNew() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    node.post(OPEN);
    node.post(SECRET);
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    var client = node.connect();
    client.resume(USER, cursor);
    node.post(OPEN);
    assertEquals(List.of(), client.types());
    node.answerAll();
    assertEquals(
        List.of("GUILD_MEMBER_ADD g0-0", "MESSAGE_CREATE m0-1", "MESSAGE_CREATE m0-3", "RESUMED"),
        client.types());
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-4"), client.types());
  }

  @Test
  void aGuildWhoseStructureChangedComesWholeBeforeWhatWasSaidInIt() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    var hidden = Guilds.channel(OPEN, Guilds.deny(GUILD));
    node.post(OPEN);
    node.arrive(node.guildEvent(Guilds.channelUpdate(REVISION + 1, hidden)));
    node.arrive(node.message(OPEN, REVISION + 1));
    var now = Guilds.guild(REVISION + 1).toBuilder().clearChannels().addChannels(hidden).build();
    node.member(now, USER);
    var client = node.connect();
    client.resume(USER, cursor);
    node.answerAll();
    var frames = client.take();
    assertEquals("GUILD_CREATE", frames.getFirst().path("t").textValue());
    assertEquals(0, frames.getFirst().path("d").path("channels").size());
    // What was said before it lost sight is not sent either: it may not see the channel now.
    assertEquals(2, frames.size());
    assertEquals("RESUMED", frames.getLast().path("t").textValue());
  }

  @Test
  void aGuildItIsNoMemberOfAnyMoreIsTakenAway() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    node.arrive(node.guildEvent(Guilds.memberRemove(REVISION + 1, USER)));
    node.arrive(node.message(OPEN, REVISION + 1));
    node.services.guilds.clear();
    var client = node.connect();
    client.resume(USER, cursor);
    node.answerAll();
    assertEquals(List.of("GUILD_DELETE", "RESUMED"), client.types());
  }

  @Test
  void aCursorBelowTheWindowIsAnInvalidSession() {
    var small = new TestNode(TestSettings.DEFAULT, 4_000, EventLoopShard::new);
    small.member(USER);
    var first = small.connect().ready(USER);
    var cursor = first.cursor();
    first.disconnect();
    IntStream.range(0, 20).forEach(i -> small.post(OPEN));
    var client = small.connect();
    client.resume(USER, cursor);
    small.answerAll();
    assertEquals(List.of("INVALID_SESSION"), client.types());
    assertEquals(4000, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void anotherClustersCursorIsAnInvalidSession() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft().put("epoch", "another");
    var client = node.connect();
    client.resume(USER, cursor);
    assertEquals(List.of("INVALID_SESSION"), client.types());
    assertEquals(4000, client.closeCode());
  }

  @Test
  void aCursorOfAnotherNumberOfPartitionsIsAnInvalidSession() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    var at = (ObjectNode) cursor.path("at");
    List.of("g2", "u2", "m2", "v2").forEach(partition -> at.put(partition, -1));
    var client = node.connect();
    client.resume(USER, cursor);
    assertEquals(List.of("INVALID_SESSION"), client.types());
  }

  @Test
  void aNodeThatIsBehindTheCursorWaitsAndSendsNothingTwice() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    ((ObjectNode) cursor.path("at")).put("m0", 2);
    var client = node.connect();
    client.resume(USER, cursor);
    node.answerAll();
    assertEquals(List.of(), client.types());
    node.post(OPEN);
    node.post(OPEN);
    node.post(OPEN);
    node.pass(Duration.ofMillis(200));
    node.answerAll();
    assertEquals(List.of("MESSAGE_CREATE m0-3", "RESUMED"), client.types());
  }

  @Test
  void aCursorPastTheEndIsAnInvalidSessionAfterAWhile() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft();
    ((ObjectNode) cursor.path("at")).put("m0", 1_000_000);
    var client = node.connect();
    client.resume(USER, cursor);
    for (int i = 0; i < 100; i++) {
      node.pass(Duration.ofMillis(100));
    }
    assertEquals(List.of("INVALID_SESSION"), client.types());
    assertEquals(4000, client.closeCode());
  }
}
