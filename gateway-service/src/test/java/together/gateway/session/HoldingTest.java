package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.session.TestNode.REVISION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;

/** What waits for the guild log, and all that comes behind it, which is not kept but read again. */
class HoldingTest {
  private static final long USER = 3;

  private final TestNode node = new TestNode(TestSettings.DEFAULT, 4_000, EventLoopShard::new);

  private TestClient clientOfHeldPartition(int behind) {
    node.member(USER);
    var client = node.connect().ready(USER);
    node.arrive(node.message(OPEN, REVISION + 1));
    for (int i = 0; i < behind; i++) {
      node.post(OPEN);
    }
    assertEquals(List.of(), client.types());
    return client;
  }

  private void catchUpGuildLog() {
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
  }

  private static List<String> expected(long last) {
    var all = new ArrayList<>(List.of("GUILD_MEMBER_ADD g0-0"));
    all.addAll(
        LongStream.rangeClosed(0, last).mapToObj(offset -> "MESSAGE_CREATE m0-" + offset).toList());
    return all;
  }

  @Test
  void whatCameBehindComesInOrderFromTheWindow() {
    var client = clientOfHeldPartition(2);
    catchUpGuildLog();
    assertEquals(expected(2), client.types());
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-3"), client.types());
  }

  @Test
  void whatTheWindowHasLostMeanwhileComesFromKafka() {
    var client = clientOfHeldPartition(40);
    catchUpGuildLog();
    node.answerAll();
    assertEquals(expected(40), client.types());
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-41"), client.types());
  }

  @Test
  void whatKafkaHasLostTooEndsTheSessionsRatherThanLeaveAGap() {
    var client = clientOfHeldPartition(40);
    node.history.dropBelow(30);
    catchUpGuildLog();
    node.answerAll();
    assertEquals(
        List.of("GUILD_MEMBER_ADD g0-0", "MESSAGE_CREATE m0-0", "INVALID_SESSION"), client.types());
    assertEquals(4006, client.closeCode());
  }

  @Test
  void aKafkaThatDoesNotAnswerIsAskedAgain() {
    var client = clientOfHeldPartition(40);
    catchUpGuildLog();
    node.history.fail();
    node.run();
    assertTrue(client.isConnected());
    node.pass(Duration.ofSeconds(2));
    node.answerAll();
    assertEquals(expected(40), client.types());
  }
}
