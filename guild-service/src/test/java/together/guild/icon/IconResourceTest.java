package together.guild.icon;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.Color;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.platform.testing.Pictures;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class IconResourceTest {
  private static final String ICON = "/api/servers/{id}/icon";
  private static final String IMAGE = "/api/servers/{id}/icon/{hash}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private Response put(TestUser user, byte[] image) {
    return user.request().contentType("image/png").body(image).put(ICON, guild);
  }

  private String put(byte[] image) {
    return put(owner, image).then().statusCode(200).extract().path("icon");
  }

  @Test
  void anIconIsServedToEveryoneInTwoSizesAndMayBeKept() {
    var hash = put(Pictures.png(Color.RED, 300, 200));
    for (int size : new int[] {128, 512}) {
      var answer = given().get(IMAGE + "?size=" + size, guild, hash);
      answer
          .then()
          .statusCode(200)
          .contentType("image/jpeg")
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", containsString("immutable"))
          .header("Cache-Control", containsString("public"))
          .header("Cache-Control", containsString("max-age=31536000"));
      var picture = Pictures.read(answer.asByteArray());
      assertEquals(size, picture.getWidth());
      assertEquals(size, picture.getHeight());
      given()
          .header("If-None-Match", answer.header("ETag"))
          .get(IMAGE + "?size=" + size, guild, hash)
          .then()
          .statusCode(304)
          .header("ETag", answer.header("ETag"));
    }
    assertEquals(512, Pictures.read(given().get(IMAGE, guild, hash).asByteArray()).getWidth());
    given().get(IMAGE + "?size=64", guild, hash).then().statusCode(422);
    given().get(IMAGE, guild, "0".repeat(32)).then().statusCode(404);
    given().get(IMAGE, owner.createServer(), hash).then().statusCode(404);
  }

  @Test
  void anIconIsToldInViewsEventsAndTheAuditLog() throws IOException {
    var hash = put(Pictures.png(Color.RED, 20, 20));
    owner.get("/api/servers/{id}", guild).then().body("icon", equalTo(hash));
    assertEquals(hash, GuildLog.at(guild, 2).event().getGuildUpdate().getIcon());
    given()
        .get("/api/invites/{code}", owner.invite(guild))
        .then()
        .body("guild.icon", equalTo(hash));
    var other = put(Pictures.png(Color.BLUE, 20, 20));
    assertNotEquals(hash, other);
    given().get(IMAGE, guild, hash).then().statusCode(404);
    owner.delete(ICON, guild).then().statusCode(204);
    owner.get("/api/servers/{id}", guild).then().body("icon", nullValue());
    given().get(IMAGE, guild, other).then().statusCode(404);
    assertFalse(GuildLog.at(guild, 5).event().getGuildUpdate().hasIcon());
    owner
        .get("/api/servers/{id}/audit-log?action_type=1", guild)
        .then()
        .body("entries.size()", equalTo(3))
        .body("entries[0].changes[0].key", equalTo("icon"))
        .body("entries[0].changes[0].old_value", equalTo(other))
        .body("entries[0].changes[0].new_value", nullValue());
  }

  @Test
  void theSameIconAgainChangesNothing() {
    var image = Pictures.png(Color.RED, 20, 20);
    put(image);
    int revision = owner.get("/api/servers/{id}", guild).path("revision");
    put(image);
    owner.get("/api/servers/{id}", guild).then().body("revision", equalTo(revision));
    owner.delete(ICON, guild).then().statusCode(204);
    owner.delete(ICON, guild).then().statusCode(204);
    owner.get("/api/servers/{id}", guild).then().body("revision", equalTo(revision + 1));
  }

  @Test
  void anIconNeedsManageServer() {
    var image = Pictures.png(Color.RED, 20, 20);
    put(owner.guest(guild), image).then().statusCode(403);
    put(TestUser.create(), image).then().statusCode(404);
    owner.guest(guild).delete(ICON, guild).then().statusCode(403);
    given().body(image).put(ICON, guild).then().statusCode(401);
    put(owner.guestWith(guild, Permission.MANAGE_SERVER), image).then().statusCode(200);
  }

  @Test
  void refusesWhatIsNoImage() {
    put(owner, "<svg/>".getBytes(US_ASCII))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("icon"))
        .body("errors[0].code", equalTo("UNKNOWN_FORMAT"));
    owner.request().put(ICON, guild).then().statusCode(422);
    put(owner, new byte[(8 << 20) + 1]).then().statusCode(413);
  }
}
