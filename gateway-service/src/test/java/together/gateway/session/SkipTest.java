package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.session.TestNode.REVISION;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.LogMeters;
import together.gateway.log.Records;
import together.proto.MessageEvent;
import together.proto.ReadState;

/** Events nobody here wants: nothing is made of them, and nothing is lost by that. */
class SkipTest {
  private static final long USER = 3;
  private static final long ELSEWHERE = 4711;

  private final List<String> dropped = new ArrayList<>();
  private final LogMeters meters =
      new LogMeters() {
        @Override
        public void dropped(String why) {
          dropped.add(why);
        }

        @Override
        public void gap(Log log) {
          throw new AssertionError(log);
        }
      };
  private final TestNode node = new TestNode();

  private long reached() {
    return node.shard().at().get(Log.MESSAGE, 0);
  }

  private LogEntry unreadable(long offset, long guild, long channel) {
    return Records.unreadable(0, offset, guild, channel, offset + 1, meters);
  }

  private static LogEntry message(long offset, long guild, long channel, long revision) {
    return Records.message(0, offset, guild, channel, offset + 1, revision);
  }

  @Test
  void areNotEvenParsedAndContainedInThePosition() {
    node.member(USER);
    var client = node.connect().ready(USER);
    node.arrive(unreadable(0, ELSEWHERE, 7), message(1, Guilds.GUILD, OPEN, REVISION));
    node.arrive(unreadable(2, ELSEWHERE, 7));
    assertEquals(List.of(), dropped);
    assertEquals(2, reached());
    assertEquals(List.of("m0-1"), client.ids("MESSAGE_CREATE"));
  }

  @Test
  void butOneThatIsWantedAndCannotBeReadIsTold() {
    node.member(USER);
    var client = node.connect().ready(USER);
    node.arrive(unreadable(0, Guilds.GUILD, OPEN), message(1, Guilds.GUILD, OPEN, REVISION));
    assertEquals(List.of("unreadable"), dropped);
    assertEquals(List.of("m0-1"), client.ids("MESSAGE_CREATE"));
  }

  @Test
  void doNotOvertakeOneThatIsHeld() {
    node.member(USER);
    var client = node.connect().ready(USER);
    node.arrive(message(0, Guilds.GUILD, OPEN, REVISION + 1), message(1, ELSEWHERE, 7, 1));
    assertEquals(-1, reached());
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    assertEquals(1, reached());
    assertEquals(List.of("m0-0"), client.ids("MESSAGE_CREATE"));
  }

  @Test
  void areWantedByOneWhoIsSeatedLaterAndCatchesUp() {
    node.member(USER);
    var client = node.connect();
    client.identify(USER);
    // Nobody is in the guild yet: its member is still being loaded.
    node.arrive(message(0, Guilds.GUILD, OPEN, REVISION));
    assertEquals(0, reached());
    node.answerAll();
    assertEquals(List.of("m0-0"), client.ids("MESSAGE_CREATE"));
  }

  @Test
  void areNotThoseForOneUserAlone() {
    node.member(USER);
    var client = node.connect().ready(USER);
    var event =
        MessageEvent.newBuilder()
            .setGuildId(ELSEWHERE)
            .setReadStateUpdate(ReadState.newBuilder().setChannelId(7))
            .build();
    node.arrive(Records.ofUser(0, 0, USER, event), Records.ofUser(0, 1, USER + 1, event));
    assertEquals(List.of("READ_STATE_UPDATE m0-0"), client.types());
  }
}
