package together.guild.dm;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.platform.testing.Pictures;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class GroupIconResourceTest {
  private static final String OWN = "/api/users/@me/channels";
  private static final String CHANNEL = "/api/channels/{id}";
  private static final String ICON = CHANNEL + "/icon";
  private static final String IMAGE = ICON + "/{hash}";

  private final TestUser ann = TestUser.create();
  private final TestUser ben = TestUser.create();
  private final TestUser cid = TestUser.create();
  private String group = "";

  @BeforeEach
  void makeGroup() {
    group =
        ann.post(
                Map.of("recipient_ids", List.of(Long.toString(ben.id()), Long.toString(cid.id()))),
                OWN)
            .path("id");
  }

  private Response put(TestUser user, String channel, byte[] image) {
    return user.request().contentType("image/png").body(image).put(ICON, channel);
  }

  @Test
  void anyRecipientGivesItAnIconThatAllAreTold() throws IOException {
    var hash =
        put(ben, group, Pictures.png(Color.RED, 30, 20))
            .then()
            .statusCode(200)
            .extract()
            .<String>path("icon");
    ann.get(CHANNEL, group).then().body("icon", equalTo(hash));
    cid.get(OWN).then().body("[0].icon", equalTo(hash));
    var told = GuildLog.ofChannel(group, 2).getLast().event().getPrivateChannel();
    assertEquals(hash, told.getChannel().getIcon());
    var picture = given().get(IMAGE + "?size=128", group, hash);
    picture.then().statusCode(200).contentType("image/jpeg");
    assertEquals(128, Pictures.read(picture.asByteArray()).getWidth());
    given().get(IMAGE, group, "0".repeat(32)).then().statusCode(404);
  }

  @Test
  void theSameIconAgainChangesNothing() throws IOException {
    var image = Pictures.png(Color.RED, 20, 20);
    int revision = put(ann, group, image).then().statusCode(200).extract().path("revision");
    put(cid, group, image).then().statusCode(200).body("revision", equalTo(revision));
    ann.delete(ICON, group).then().statusCode(204);
    ann.delete(ICON, group).then().statusCode(204);
    ann.get(CHANNEL, group)
        .then()
        .body("icon", nullValue())
        .body("revision", equalTo(revision + 1));
    var told = GuildLog.ofChannel(group, revision + 1).getLast().event().getPrivateChannel();
    assertFalse(told.getChannel().hasIcon());
  }

  @Test
  void itStaysWhenOtherThingsChange() {
    var hash = put(ann, group, Pictures.png(Color.RED, 20, 20)).<String>path("icon");
    ann.patch(Map.of("name", "walkers"), CHANNEL, group).then().body("icon", equalTo(hash));
    cid.delete(CHANNEL, group).then().statusCode(204);
    ann.get(CHANNEL, group).then().body("icon", equalTo(hash));
  }

  @Test
  void nobodyElseAndNoDm() {
    var image = Pictures.png(Color.RED, 20, 20);
    put(TestUser.create(), group, image).then().statusCode(404);
    TestUser.create().delete(ICON, group).then().statusCode(404);
    given().body(image).put(ICON, group).then().statusCode(401);
    var dm = ann.post(Map.of("recipient_id", Long.toString(ben.id())), OWN).<String>path("id");
    put(ann, dm, image).then().statusCode(409).body("code", equalTo("PERMANENT_DM"));
    ann.delete(ICON, dm).then().statusCode(409);
    put(ann, group, "<svg/>".getBytes(US_ASCII))
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("UNKNOWN_FORMAT"));
  }

  @Test
  void itGoesWithItsGroup() {
    var hash = put(ann, group, Pictures.png(Color.RED, 20, 20)).<String>path("icon");
    for (var user : List.of(ann, ben, cid)) {
      user.delete(CHANNEL, group).then().statusCode(204);
    }
    given().get(IMAGE, group, hash).then().statusCode(404);
  }
}
