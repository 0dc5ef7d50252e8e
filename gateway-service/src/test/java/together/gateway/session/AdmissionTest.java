package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;

/** How much one user, one socket and all together may ask of a node. */
class AdmissionTest {
  private static final long USER = 3;
  private static final String HEARTBEAT = "{\"op\":\"HEARTBEAT\",\"d\":null}";

  @Test
  void aSocketThatSendsTooManyFramesIsClosed() {
    var node = new TestNode(new TestLimits(5, 100, 100, 100));
    var client = node.connect();
    for (int i = 0; i < 5; i++) {
      client.send(HEARTBEAT);
    }
    assertEquals(5, client.types().size());
    client.send(HEARTBEAT);
    assertEquals(4008, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void aUserWhoIdentifiesTooOftenIsClosedAndOthersAreNot() {
    var node = new TestNode(new TestLimits(100, 2, 100, 100));
    var cursor = node.connect().ready(USER).cursor();
    node.connect().resume(USER, cursor);
    var third = node.connect().identify(USER);
    assertEquals(4008, third.closeCode());
    var other = node.connect().identify(USER + 1);
    node.answerAll();
    assertEquals(List.of("READY"), other.types());
  }

  @Test
  void whoFindsTheLineFullIsSentAwayAndFindsRoomLater() {
    var node = new TestNode(new TestLimits(100, 100, 100, 2));
    var first = node.connect().identify(1);
    var second = node.connect().identify(2);
    assertTrue(node.loader.line().isFull());
    var third = node.connect().identify(3);
    assertEquals(List.of("RECONNECT"), third.types());
    assertEquals(1013, third.closeCode());
    node.answerAll();
    assertEquals(List.of("READY"), first.types());
    assertEquals(List.of("READY"), second.types());
    assertEquals(0, node.loader.line().length());
    node.connect().ready(3);
  }

  @Test
  void whoGoesWhileItIsLoadedLeavesTheLine() {
    var node = new TestNode(new TestLimits(100, 100, 100, 1));
    node.connect().identify(1).disconnect();
    assertEquals(0, node.loader.line().length());
  }

  @Test
  void aResumeThatIsRefusedLeavesTheLine() {
    var node = new TestNode(new TestLimits(100, 100, 100, 1));
    node.member(USER);
    var first = node.connect().ready(USER);
    var cursor = first.cursor();
    ((ObjectNode) cursor.path("at")).put("m0", 1_000);
    node.connect().resume(USER, cursor);
    assertEquals(1, node.loader.line().length());
    for (int i = 0; i < 100; i++) {
      node.pass(Duration.ofMillis(100));
    }
    assertEquals(0, node.loader.line().length());
  }

  @Test
  void aLoadedGuildLaterOnTakesNoPlaceInTheLine() {
    var node = new TestNode(new TestLimits(100, 100, 100, 1));
    var client = node.connect().ready(USER);
    node.member(USER);
    node.arrive(node.guildEvent(Guilds.memberAdd(TestNode.REVISION + 1, USER)));
    assertTrue(node.loader.isAsked());
    assertEquals(0, node.loader.line().length());
    node.answerAll();
    assertEquals(1, client.types().size());
  }

  @Test
  void aNodeThatStopsAsksEachSocketAtAMomentOfItsOwnThenClosesThoseThatStayed() {
    var node = new TestNode();
    var clients = new ArrayList<TestClient>();
    for (long user = 1; user <= 40; user++) {
      clients.add(node.connect().ready(user));
    }
    node.shard().sockets().sendAway(Duration.ofSeconds(4));
    int early = 0;
    node.pass(Duration.ofSeconds(2));
    for (var client : clients) {
      early += client.types().size();
    }
    assertTrue(early > 5 && early < 35, () -> "asked in the first half");
    node.pass(Duration.ofSeconds(2));
    int late = 0;
    for (var client : clients) {
      late += client.types().size();
      assertEquals(0, client.closeCode());
    }
    assertEquals(40, early + late);
    node.shard().sockets().goAway();
    node.run();
    clients.forEach(client -> assertEquals(1001, client.closeCode()));
  }
}
