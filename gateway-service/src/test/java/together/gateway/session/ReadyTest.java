package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.session.TestNode.REVISION;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.gateway.audience.Guilds;
import together.gateway.log.LogEntry;

/** READY, and what happens while it is loaded. */
class ReadyTest {
  private static final long USER = 3;

  private final TestNode node = new TestNode();

  @Test
  void whatComesWhileReadyLoadsIsQueuedBehindItAndLeftOutWhereItContainsIt() {
    node.member(Guilds.guild(REVISION + 1), USER);
    var client = node.connect().identify(USER);
    node.arrive(node.message(OPEN, REVISION));
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 2, 51)));
    node.arrive(node.message(SECRET, REVISION), node.message(OPEN, REVISION));
    assertEquals(List.of(), client.types());
    node.answerAll();
    assertEquals(
        List.of("READY", "GUILD_MEMBER_ADD g0-1", "MESSAGE_CREATE m0-0", "MESSAGE_CREATE m0-2"),
        client.types());
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-3"), client.types());
  }

  @Test
  void whatCameBeforeItIdentifiedIsNotSent() {
    node.member(USER);
    node.post(OPEN);
    var client = node.connect();
    node.post(OPEN);
    client.identify(USER);
    node.answerAll();
    assertEquals(List.of("READY"), client.types());
    assertEquals(1, client.cursor().path("at").path("m0").longValue());
  }

  @Test
  void joiningAGuildWhileReadyLoadsBringsTheGuild() {
    var client = node.connect().identify(USER);
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION, USER)));
    node.loader.answer();
    node.run();
    node.member(USER);
    node.answerAll();
    assertEquals(List.of("READY", "GUILD_CREATE g0-0"), client.types());
    node.post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE m0-0"), client.types());
  }

  @Test
  void aHeartbeatWhileReadyLoadsDoesNotRunAheadOfIt() {
    node.member(USER);
    var client = node.connect().identify(USER);
    node.post(OPEN);
    client.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
    assertEquals(-1, client.cursor().path("at").path("m0").longValue());
    node.answerAll();
    client.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
    assertEquals(0, client.cursor().path("at").path("m0").longValue());
  }

  /** Whenever the answer comes between the events, each event is there once and in order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothingIsLostAndNothingComesTwice(long seed) {
    var random = new Random(seed);
    long revision = REVISION;
    node.member(USER);
    var client = node.connect().identify(USER);
    var messages = new ArrayList<String>();
    var joins = new ArrayList<String>();
    var batch = new ArrayList<LogEntry>();
    long loaded = 0;
    for (int step = 0; step < 200; step++) {
      if (random.nextInt(3) == 0) {
        revision++;
        var entry = node.guildEvent(Guilds.memberAdd(revision, 1_000 + step));
        batch.add(entry);
        joins.add(revision + " " + entry.id());
      } else {
        var entry = node.message(OPEN, revision);
        batch.add(entry);
        messages.add(entry.id());
      }
      if (random.nextInt(4) == 0) {
        node.arrive(batch.toArray(LogEntry[]::new));
        batch.clear();
      }
      if (loaded == 0 && random.nextInt(60) == 0) {
        // The services are as far as the log is written, the node only as far as it has read.
        loaded = revision;
        node.member(Guilds.guild(revision), USER);
        node.answerAll();
      }
    }
    node.arrive(batch.toArray(LogEntry[]::new));
    if (loaded == 0) {
      loaded = revision;
      node.member(Guilds.guild(revision), USER);
      node.answerAll();
    }
    long contained = loaded;
    var expected =
        joins.stream()
            .filter(join -> Long.parseLong(join.substring(0, join.indexOf(' '))) > contained)
            .map(join -> join.substring(join.indexOf(' ') + 1))
            .toList();
    var got = client.take();
    assertEquals("READY", got.getFirst().path("t").textValue());
    assertEquals(messages, ids(got, "MESSAGE_CREATE"));
    assertEquals(expected, ids(got, "GUILD_MEMBER_ADD"));
  }

  private static List<String> ids(
      List<com.fasterxml.jackson.databind.JsonNode> frames, String type) {
    return frames.stream()
        .filter(frame -> type.equals(frame.path("t").textValue()))
        .map(frame -> frame.path("id").textValue())
        .toList();
  }
}
