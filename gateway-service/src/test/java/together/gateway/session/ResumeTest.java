package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.session.TestNode.REVISION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

  /** A window of a few events, and a cursor that it no longer reaches. */
  private static final class Overrun {
    final TestNode node = new TestNode(TestSettings.DEFAULT, 4_000, EventLoopShard::new);
    final JsonNode cursor;

    Overrun(int posts) {
      node.member(USER);
      var first = node.connect().ready(USER);
      node.post(OPEN);
      cursor = first.cursor();
      first.disconnect();
      IntStream.range(0, posts).forEach(i -> node.post(OPEN));
    }
  }

  @Test
  void whatTheWindowNoLongerHoldsComesFromKafkaThenTheWindowGoesOn() {
    var overrun = new Overrun(20);
    var client = overrun.node.connect();
    client.resume(USER, overrun.cursor);
    overrun.node.loader.answer();
    overrun.node.run();
    assertEquals(List.of(), client.types());
    // Kafka is slow: what happens meanwhile is not sent before.
    overrun.node.post(OPEN);
    assertEquals(List.of(), client.types());
    overrun.node.answerAll();
    var expected =
        new ArrayList<>(LongStream.rangeClosed(1, 21).mapToObj(ResumeTest::create).toList());
    expected.add("RESUMED");
    assertEquals(expected, client.types());
    overrun.node.post(OPEN);
    assertEquals(List.of(create(22)), client.types());
  }

  private static String create(long offset) {
    return "MESSAGE_CREATE m0-" + offset;
  }

  @Test
  void aGuildThatChangedBelowTheWindowComesWholeFirst() {
    var overrun = new Overrun(0);
    var node = overrun.node;
    var hidden = Guilds.channel(OPEN, Guilds.deny(GUILD));
    node.arrive(node.guildEvent(Guilds.channelUpdate(REVISION + 1, hidden)));
    IntStream.range(0, 20).forEach(i -> node.arrive(node.message(OPEN, REVISION + 1)));
    var now = Guilds.guild(REVISION + 1).toBuilder().clearChannels().addChannels(hidden).build();
    node.member(now, USER);
    var client = node.connect();
    client.resume(USER, overrun.cursor);
    node.answerAll();
    assertEquals(List.of("GUILD_CREATE", "RESUMED"), client.types());
  }

  @Test
  void aReplayFromKafkaStopsWhileTheSocketDoesNotRead() {
    var settings = new TestSettings(30_000, Duration.ofSeconds(10), 4_000);
    var node = new TestNode(settings, 4_000, EventLoopShard::new);
    node.member(USER);
    var first = node.connect().ready(USER);
    var cursor = first.cursor();
    first.disconnect();
    IntStream.range(0, 40).forEach(i -> node.post(OPEN));
    var client = node.connect();
    client.channel().stop();
    client.resume(USER, cursor);
    node.answerAll();
    assertEquals(0, client.closeCode());
    client.channel().goOn();
    node.answerAll();
    while (node.history.isAsked()) {
      node.answerAll();
    }
    assertEquals(41, client.types().size());
    assertTrue(client.isConnected());
  }

  @Test
  void aCursorBelowWhatKafkaKeepsIsAnInvalidSession() {
    var overrun = new Overrun(20);
    overrun.node.history.dropBelow(5);
    var client = overrun.node.connect();
    client.resume(USER, overrun.cursor);
    overrun.node.answerAll();
    assertEquals(List.of("INVALID_SESSION"), client.types());
    assertEquals(4006, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void aKafkaThatDoesNotAnswerClosesTheSocketWhichMayResumeAgain() {
    var overrun = new Overrun(20);
    var client = overrun.node.connect();
    client.resume(USER, overrun.cursor);
    overrun.node.loader.answer();
    overrun.node.run();
    overrun.node.history.fail();
    overrun.node.run();
    assertEquals(List.of(), client.types());
    assertEquals(4000, client.closeCode());
    var again = overrun.node.connect();
    again.resume(USER, overrun.cursor);
    overrun.node.answerAll();
    assertEquals(21, again.types().size());
  }

  @Test
  void anotherClustersCursorIsAnInvalidSession() {
    node.member(USER);
    var cursor = cursorOfOneThatLeft().put("epoch", "another");
    var client = node.connect();
    client.resume(USER, cursor);
    assertEquals(List.of("INVALID_SESSION"), client.types());
    assertEquals(4006, client.closeCode());
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
    assertEquals(4006, client.closeCode());
  }
}
