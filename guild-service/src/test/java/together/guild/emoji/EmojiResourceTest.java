package together.guild.emoji;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.platform.testing.Pictures;
import together.proto.FindEmojisRequest;
import together.proto.GuildEmojiDirectoryGrpc.GuildEmojiDirectoryBlockingStub;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class EmojiResourceTest {
  private static final String EMOJIS = "/api/servers/{id}/emojis";
  private static final String EMOJI = "/api/servers/{id}/emojis/{emoji_id}";
  private static final String IMAGE = "/api/emojis/{emoji_id}";
  private static final String RED = Pictures.dataUri(Pictures.png(Color.RED, 40, 20));

  @GrpcClient("guild")
  GuildEmojiDirectoryBlockingStub directory;

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String emoji(String name) {
    return owner
        .post(Map.of("name", name, "image", RED), EMOJIS, guild)
        .then()
        .statusCode(201)
        .body("name", equalTo(name))
        .extract()
        .path("id");
  }

  @Test
  void anEmojiIsListedServedRenamedAndDeleted() {
    var id = emoji("party_1");
    owner.guest(guild).get(EMOJIS, guild).then().body("id", equalTo(List.of(id)));
    owner.get("/api/servers/{id}", guild).then().body("emojis[0].name", equalTo("party_1"));
    var image = given().get(IMAGE, id);
    image
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", containsString("immutable"));
    assertEquals(128, Pictures.read(image.asByteArray()).getHeight());
    given().header("If-None-Match", image.header("ETag")).get(IMAGE, id).then().statusCode(304);
    owner
        .patch(Map.of("name", "fun"), EMOJI, guild, id)
        .then()
        .statusCode(200)
        .body("name", equalTo("fun"));
    owner.delete(EMOJI, guild, id).then().statusCode(204);
    owner.delete(EMOJI, guild, id).then().statusCode(404).body("code", equalTo("EMOJI_NOT_FOUND"));
    given().get(IMAGE, id).then().statusCode(404);
    owner.get(EMOJIS, guild).then().body("size()", equalTo(0));
  }

  @Test
  void eachChangeTellsAllEmojisAndIsInTheAuditLog() throws IOException {
    var first = emoji("one");
    var second = emoji("two");
    owner.patch(Map.of("name", "uno"), EMOJI, guild, first);
    owner.patch(Map.of("name", "uno"), EMOJI, guild, first).then().statusCode(200);
    owner.delete(EMOJI, guild, second);
    var told =
        GuildLog.until(guild, 5).stream()
            .skip(1)
            .map(entry ->
                entry.event().getGuildEmojisUpdate().getEmojisList().stream()
                    .map(together.proto.Emoji::getName)
                    .toList())
            .toList();
    assertEquals(
        List.of(List.of("one"), List.of("one", "two"), List.of("uno", "two"), List.of("uno")),
        told);
    owner
        .get("/api/servers/{id}/audit-log", guild)
        .then()
        .body("entries.action_type", equalTo(List.of(62, 61, 60, 60)))
        .body("entries[0].target_id", equalTo(second))
        .body("entries[1].changes[0].old_value", equalTo("one"))
        .body("entries[1].changes[0].new_value", equalTo("uno"))
        .body("entries[3].changes[0].old_value", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "with space", "ümlaut", "012345678901234567890123456789012", ""})
  void refusesNamesThatAreNone(String name) {
    owner
        .post(Map.of("name", name, "image", RED), EMOJIS, guild)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("name"));
  }

  @Test
  void refusesImagesThatAreNone() {
    var large = Pictures.dataUri(new byte[(256 << 10) + 1]);
    var text = Pictures.dataUri(new byte[] {'h', 'i'});
    for (var image : List.of("", "https://x/y.png", "data:image/png;base64,%%%", text, large)) {
      owner
          .post(Map.of("name", "ok", "image", image), EMOJIS, guild)
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("image"));
    }
    owner.post(EMOJIS, guild).then().statusCode(422);
  }

  @Test
  void emojisNeedManageEmojis() {
    var id = emoji("mine");
    var body = Map.of("name", "theirs", "image", RED);
    var guest = owner.guest(guild);
    guest.post(body, EMOJIS, guild).then().statusCode(403);
    guest.patch(Map.of("name", "theirs"), EMOJI, guild, id).then().statusCode(403);
    guest.delete(EMOJI, guild, id).then().statusCode(403);
    var stranger = TestUser.create();
    stranger.get(EMOJIS, guild).then().statusCode(404);
    stranger.post(body, EMOJIS, guild).then().statusCode(404);
    var keeper = owner.guestWith(guild, Permission.MANAGE_EMOJIS);
    keeper.patch(Map.of("name", "ours"), EMOJI, guild, id).then().statusCode(200);
    var elsewhere = stranger.createServer();
    stranger.delete(EMOJI, elsewhere, id).then().statusCode(404);
    stranger.patch(Map.of("name", "no"), EMOJI, elsewhere, id).then().statusCode(404);
  }

  @Test
  void oneServerHasSoManyAtMostWhoeverMakesThemAtOnce() {
    for (int i = 0; i < 2; i++) {
      emoji("emoji_" + i);
    }
    var body = Map.of("name", "last", "image", RED);
    var statuses =
        Races.run(4, _ -> owner.post(body, EMOJIS, guild).statusCode()).stream().sorted().toList();
    assertEquals(List.of(201, 201, 409, 409), statuses);
    owner.get(EMOJIS, guild).then().body("size()", equalTo(4));
  }

  @Test
  void otherServicesFindEmojisById() {
    var id = emoji("known");
    var found =
        directory
            .find(
                FindEmojisRequest.newBuilder()
                    .addEmojiIds(Long.parseLong(id))
                    .addEmojiIds(1)
                    .build())
            .getEmojisList();
    assertEquals(1, found.size());
    assertEquals(guild, Long.toString(found.getFirst().getGuildId()));
    assertEquals("known", found.getFirst().getEmoji().getName());
  }
}
