package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.session.TestNode.REVISION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.proto.GuildDelete;
import together.proto.GuildEvent;
import together.proto.PrivateChannel;
import together.proto.User;

/** Who has left a guild or a group dm while away is told so once, however late the log is. */
class EndingsTest {
  private static final long USER = 3;
  private static final long OTHER = 4;
  private static final long GROUP = 500;

  private final TestNode node = new TestNode();

  private JsonNode cursorOfOneThatLeft() {
    var client = node.connect().ready(USER);
    node.post(OPEN);
    var cursor = client.cursor();
    client.disconnect();
    return cursor;
  }

  private TestClient resuming(JsonNode cursor) {
    var client = node.connect();
    client.resume(USER, cursor);
    return client;
  }

  private void isNoMemberAnyMore() {
    node.services.guilds.clear();
  }

  private void logTellsOfTheEnd() {
    node.arrive(node.guildEvent(Guilds.memberRemove(REVISION + 1, USER)));
  }

  private static List<String> names(TestClient client) {
    return client.types().stream().map(type -> type.split(" ", -1)[0]).toList();
  }

  @Test
  void whoIsKickedWhileTheirGuildsAreLoadedIsTold() {
    node.member(USER);
    var client = resuming(cursorOfOneThatLeft());
    isNoMemberAnyMore();
    logTellsOfTheEnd();
    node.answerAll();
    assertEquals(List.of("GUILD_DELETE", "RESUMED"), names(client));
  }

  @Test
  void whoWasKickedBeforeTheLogSaysSoIsToldWhenItDoes() {
    node.member(USER);
    var client = resuming(cursorOfOneThatLeft());
    isNoMemberAnyMore();
    node.answerAll();
    assertEquals(List.of("RESUMED"), names(client));
    logTellsOfTheEnd();
    assertEquals(List.of("GUILD_DELETE"), names(client));
  }

  @Test
  void aGuildThatIsDeletedWhileGuildsAreLoadedIsTakenAway() {
    node.member(USER);
    var client = resuming(cursorOfOneThatLeft());
    isNoMemberAnyMore();
    node.arrive(
        node.guildEvent(
            GuildEvent.newBuilder()
                .setGuildId(Guilds.GUILD)
                .setSeq(REVISION + 1)
                .setGuildDelete(GuildDelete.newBuilder().setId(Guilds.GUILD))
                .build()));
    node.answerAll();
    assertEquals(List.of("GUILD_DELETE", "RESUMED"), names(client));
  }

  @Test
  void nobodyIsToldOfGuildsTheyWereNeverIn() {
    var cursor = cursorOfOneThatLeft();
    node.arrive(
        node.guildEvent(Guilds.channelUpdate(REVISION + 1, Guilds.channel(OPEN))),
        node.guildEvent(Guilds.memberRemove(REVISION + 2, OTHER)));
    var client = resuming(cursor);
    node.answerAll();
    assertEquals(List.of("RESUMED"), names(client));
  }

  @Test
  void whoBeginsWithoutTheGuildIsToldOfNoEnd() {
    var client = node.connect().ready(USER);
    logTellsOfTheEnd();
    assertEquals(List.of(), names(client));
  }

  @Test
  void whoIsTakenOutOfAGroupBeforeTheLogSaysSoIsToldWhenItDoes() {
    node.services.privateChannels.put(GROUP, group(1, USER, OTHER));
    var client = resuming(cursorOfOneThatLeft());
    node.services.privateChannels.clear();
    node.answerAll();
    assertEquals(List.of("RESUMED"), names(client));
    node.arrive(node.privateChange(group(2, OTHER), USER));
    assertEquals(List.of("CHANNEL_DELETE"), names(client));
  }

  @Test
  void whoIsPutIntoAGroupWhileTheResumeLoadsIsGivenTheChannel() {
    var client = resuming(cursorOfOneThatLeft());
    node.services.privateChannels.put(GROUP, group(2, USER, OTHER));
    node.arrive(node.privateChange(group(2, USER, OTHER)));
    node.answerAll();
    assertEquals(List.of("CHANNEL_CREATE", "RESUMED"), names(client));
    node.arrive(node.privateChange(group(3, USER, OTHER)));
    assertEquals(List.of("CHANNEL_UPDATE"), names(client));
  }

  private static PrivateChannel group(long revision, long... users) {
    var group = PrivateChannel.newBuilder().setId(GROUP).setType(3).setRevision(revision);
    for (long user : users) {
      group.addRecipients(User.newBuilder().setId(user));
    }
    return group.build();
  }
}
