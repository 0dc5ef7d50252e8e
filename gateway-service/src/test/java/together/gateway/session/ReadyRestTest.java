package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.session.TestNode.REVISION;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.proto.ReadState;

/** Large servers that follow READY. */
class ReadyRestTest {
  private static final long USER = 3;

  private final TestNode node = new TestNode();

  private static String epoch(TestClient client) {
    return client.cursor().path("epoch").asText();
  }

  @Test
  void aServerThatReadyHasByNameFollowsWithItsReadStatesBeforeItsEvents() {
    node.loader.follows(GUILD);
    node.services.readStates.add(ReadState.newBuilder().setChannelId(OPEN).build());
    node.member(USER);
    var client = node.connect().identify(USER);
    node.loader.answer();
    node.run();
    assertEquals(List.of("READY"), client.types());
    assertEquals("partial epoch", epoch(client));
    node.arrive(node.message(OPEN, REVISION));
    client.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
    assertEquals("partial epoch", epoch(client));
    client.types();
    node.answerAll();
    assertEquals(
        List.of("GUILD_CREATE", "READ_STATE_UPDATE", "MESSAGE_CREATE m0-0", "HEARTBEAT_ACK"),
        client.types());
    assertEquals("epoch", epoch(client));
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-1"), client.types());
  }

  @Test
  void whoIsInterruptedBeforeAllIsThereIdentifiesAnew() {
    node.loader.follows(GUILD);
    node.member(USER);
    var client = node.connect().identify(USER);
    node.loader.answer();
    node.run();
    var cursor = client.cursor();
    client.disconnect();
    var again = node.connect();
    again.resume(USER, cursor);
    assertEquals(List.of("INVALID_SESSION"), again.types());
  }

  @Test
  void aServerLeftMeanwhileIsSaidToBeGone() {
    node.loader.follows(GUILD);
    node.member(USER);
    var client = node.connect().identify(USER);
    node.loader.answer();
    node.run();
    client.types();
    node.services.guilds.remove(USER);
    node.answerAll();
    assertEquals(List.of("GUILD_DELETE", "HEARTBEAT_ACK"), client.types());
  }

  @Test
  void aSocketThatDoesNotReadIsSentNoMoreUntilItDoes() {
    var small =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 20_000), 1 << 20, EventLoopShard::new);
    small.loader.follows(GUILD);
    small.member(USER);
    var client = small.connect().identify(USER);
    client.channel().stop();
    for (int i = 0; i < 40; i++) {
      // Fills what may wait for the socket before its replay pauses.
      client.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
    }
    small.loader.answer();
    small.run();
    assertEquals(false, small.loader.isAsked());
    client.channel().goOn();
    small.run();
    client.types();
    small.answerAll();
    assertEquals("GUILD_CREATE", client.types().getFirst());
    small.arrive(small.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    assertEquals(List.of("GUILD_MEMBER_ADD g0-0"), client.types());
  }
}
