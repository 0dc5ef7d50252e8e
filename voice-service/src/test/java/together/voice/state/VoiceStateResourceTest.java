package together.voice.state;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import together.voice.testing.FakeGuilds;
import together.voice.testing.Rooms;
import together.voice.testing.TestKeys;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class VoiceStateResourceTest {
  @Inject Rooms rooms;
  @Inject TestKeys keys;
  @Inject @GrpcService FakeGuilds guilds;

  private ValidatableResponse get(long user, Object guild) {
    return given()
        .header("Authorization", "Bearer " + keys.token(user))
        .get("/api/servers/" + guild + "/voice-states")
        .then();
  }

  @Test
  void showsMembersWhatTheyMaySee() {
    long guild = rooms.newId();
    long hall = rooms.newId();
    long office = rooms.newId();
    long alice = rooms.member(guild, hall);
    long boss = rooms.member(guild, office);
    rooms.join(alice, guild, hall);
    rooms.join(boss, guild, office);
    get(alice, guild)
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].user_id", equalTo(Long.toString(alice)))
        .body("[0].channel_id", equalTo(Long.toString(hall)))
        .body("[0].guild_id", equalTo(Long.toString(guild)))
        .body("[0].self_mute", equalTo(false));
  }

  @Test
  void anEmptyServerHasNone() {
    long guild = rooms.newId();
    long user = rooms.newId();
    guilds.join(user, guild);
    get(user, guild).statusCode(200).body("$", hasSize(0));
  }

  @Test
  void aServerIsUnknownToStrangers() {
    long guild = rooms.newId();
    get(rooms.newId(), guild).statusCode(404).body("code", equalTo("NOT_FOUND"));
    get(rooms.newId(), "x").statusCode(404).body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void asksForAToken() {
    given().get("/api/servers/1/voice-states").then().statusCode(401);
  }

  @Test
  void saysWhenItCannotJudgeNow() {
    guilds.refuse(3);
    get(rooms.newId(), rooms.newId())
        .statusCode(503)
        .header("Retry-After", equalTo("1"))
        .body("code", equalTo("DEPENDENCY_UNAVAILABLE"));
  }
}
