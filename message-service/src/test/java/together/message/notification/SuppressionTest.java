package together.message.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.readstate.ReadStateService;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.proto.ReadStatesGuild;

/** Which mentions count for somebody who does not want to hear of all. */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class SuppressionTest {
  private static final long ROLE = 44;

  @Inject Channels channels;
  @Inject ReadStateService readStates;
  private long channel;
  private long user;

  @BeforeEach
  void mentionOnceOfEachKind() {
    channel = channels.newId();
    assertEquals(channel + 1, channels.newId(), "the guild's");
    user = channels.member(channel);
    long author = channels.newId();
    channels.grant(author, channel, Channels.ALL | Permission.MENTION_EVERYONE.bit());
    for (var text : List.of("<@" + user + ">", "<@&" + ROLE + ">", "@everyone")) {
      channels.post(author, channel, text, null).then().statusCode(201);
    }
  }

  private int count() {
    var guild = ReadStatesGuild.newBuilder().setGuildId(channel + 1).addRoleIds(ROLE).build();
    return readStates.states(user, List.of(channel), List.of(guild)).getFirst().getMentionCount();
  }

  private void set(String kind, Map<String, Object> one) {
    channels
        .as(user)
        .body(Map.of(kind, List.of(one)))
        .patch("/api/users/@me/notification-settings")
        .then()
        .statusCode(200);
  }

  private void setGuild(String field, Object value) {
    set("guilds", Map.of("guild_id", Long.toString(channel + 1), field, value));
  }

  private void setChannel(String level) {
    set("channels", Map.of("channel_id", Long.toString(channel), "level", level));
  }

  @Test
  void thoseOfEveryoneAndOfRolesCountUnlessSuppressed() {
    assertEquals(3, count());
    setGuild("suppress_everyone", true);
    assertEquals(2, count());
    setGuild("suppress_roles", true);
    assertEquals(1, count());
    setGuild("suppress_everyone", false);
    assertEquals(2, count());
  }

  @Test
  void ofAServerThatIsToSayNothingNothingCountsButInChannelsThatSaySo() {
    setGuild("level", "nothing");
    assertEquals(0, count());
    setChannel("mentions");
    assertEquals(3, count());
    setChannel("inherit");
    assertEquals(0, count());
    setGuild("level", "mentions");
    assertEquals(3, count());
    setChannel("nothing");
    assertEquals(0, count());
  }

  @Test
  void whatIsMutedIsCountedAllTheSame() {
    setGuild("muted", true);
    assertEquals(3, count());
  }
}
