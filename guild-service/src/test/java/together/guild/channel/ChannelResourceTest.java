package together.guild.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class ChannelResourceTest {
  private static final String CHANNELS = "/api/servers/{id}/channels";
  private static final String CHANNEL = "/api/channels/{id}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String channel(Map<String, ?> body) {
    return owner.post(body, CHANNELS, guild).then().statusCode(201).extract().path("id");
  }

  @Test
  void aNewChannelComesLast() {
    owner
        .post(Map.of("name", "plans", "topic", "What next"), CHANNELS, guild)
        .then()
        .statusCode(201)
        .body("name", equalTo("plans"))
        .body("topic", equalTo("What next"))
        .body("type", equalTo(0))
        .body("guild_id", equalTo(guild))
        .body("parent_id", nullValue())
        .body("position", equalTo(2));
    owner.get(CHANNELS, guild).then().body("name", contains("general", "General", "plans"));
  }

  @ParameterizedTest
  @CsvSource({
    "name,''",
    "type,1",
    "type,9",
    "topic,7",
    "parent_id,'77'",
    "rate_limit_per_user,21601",
    "user_limit,100"
  })
  void refusesBadFields(String field, String text) {
    Object value =
        text.matches("[0-9]+") && !field.equals("parent_id") ? Integer.valueOf(text) : text;
    var body = new HashMap<String, Object>(Map.of("name", "plans"));
    body.put(field, value);
    owner.post(body, CHANNELS, guild).then().statusCode(422).body("errors.field", contains(field));
  }

  @Test
  void aPatchChangesWhatItNames() {
    var id = channel(Map.of("name", "plans", "topic", "What next"));
    var body = new HashMap<String, Object>(Map.of("rate_limit_per_user", 5));
    body.put("topic", null);
    owner
        .patch(body, CHANNEL, id)
        .then()
        .statusCode(200)
        .body("name", equalTo("plans"))
        .body("topic", nullValue())
        .body("rate_limit_per_user", equalTo(5));
    owner.get(CHANNEL, id).then().body("rate_limit_per_user", equalTo(5));
    owner.patch(Map.of("position", -1), CHANNEL, id).then().statusCode(422);
  }

  @Test
  void changingNeedsManageChannels() {
    var id = channel(Map.of("name", "plans"));
    var guest = owner.guest(guild);
    guest.post(Map.of("name", "mine"), CHANNELS, guild).then().statusCode(403);
    guest
        .patch(Map.of("name", "mine"), CHANNEL, id)
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_CHANNELS"));
    guest.delete(CHANNEL, id).then().statusCode(403);
    guest.get(CHANNEL, id).then().statusCode(200);
  }

  @Test
  void strangersSeeNoChannel() {
    var id = channel(Map.of("name", "plans"));
    var stranger = TestUser.create();
    stranger.get(CHANNEL, id).then().statusCode(404).body("code", equalTo("CHANNEL_NOT_FOUND"));
    stranger.patch(Map.of(), CHANNEL, id).then().statusCode(404);
    stranger.delete(CHANNEL, id).then().statusCode(404);
    stranger.get(CHANNELS, guild).then().statusCode(404);
    owner.get(CHANNEL, 77).then().statusCode(404);
  }

  @Test
  void aPrivateChannelIsPrivateFromItsFirstMoment() {
    var id =
        channel(
            Map.of(
                "name",
                "secret",
                "permission_overwrites",
                List.of(
                    Map.of(
                        "id",
                        guild,
                        "type",
                        0,
                        "deny",
                        Long.toString(Permission.VIEW_CHANNEL.bit())))));
    var guest = owner.guest(guild);
    guest.get(CHANNEL, id).then().statusCode(404);
    guest
        .get("/api/servers/{id}", guild)
        .then()
        .body("channels.name", contains("general", "General"));
    owner.get(CHANNEL, id).then().body("permission_overwrites[0].deny", equalTo("1024"));
  }

  @Test
  void aCategorysChannelsOutliveIt() {
    var category = channel(Map.of("name", "Work", "type", 4));
    var child = channel(Map.of("name", "plans", "parent_id", category));
    owner.get(CHANNEL, child).then().body("parent_id", equalTo(category));
    owner.patch(Map.of("parent_id", child), CHANNEL, child).then().statusCode(422);
    owner.patch(Map.of("parent_id", category), CHANNEL, category).then().statusCode(422);

    owner.delete(CHANNEL, category).then().statusCode(204);

    owner.get(CHANNEL, category).then().statusCode(404);
    owner.get(CHANNEL, child).then().statusCode(200).body("parent_id", nullValue());
  }

  @Test
  void parallelCreatesAllSucceedAtPositionsOfTheirOwn() {
    var positions =
        Races.run(
            10,
            i ->
                owner
                    .post(Map.of("name", "c" + i), CHANNELS, guild)
                    .then()
                    .statusCode(201)
                    .extract()
                    .<Integer>path("position"));
    assertEquals(IntStream.range(2, 12).boxed().toList(), positions.stream().sorted().toList());
  }

  @Test
  void parallelEditsAndADeleteNeverFail() {
    var id = channel(Map.of("name", "plans"));
    var statuses =
        Races.run(
            9,
            i ->
                i == 4
                    ? owner.delete(CHANNEL, id).statusCode()
                    : owner.patch(Map.of("name", "n" + i), CHANNEL, id).statusCode());
    assertEquals(204, statuses.get(4));
    assertEquals(0, statuses.stream().filter(status -> status >= 500 || status == 403).count());
    owner.get(CHANNEL, id).then().statusCode(404);
  }
}
