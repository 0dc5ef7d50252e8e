package together.auth.avatar;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;
import together.auth.testing.UserLog;
import together.platform.testing.Pictures;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class AvatarResourceTest {
  private static final String OWN = "/api/users/@me/avatar";
  private static final String IMAGE = "/api/users/{id}/avatar/{hash}";

  private Login alice;

  @BeforeEach
  void register() {
    alice = Login.register();
  }

  private Response put(byte[] image) {
    return alice.request().contentType("image/png").body(image).put(OWN);
  }

  private String hashOf(Color color) {
    return put(Pictures.png(color, 300, 200)).then().statusCode(200).extract().path("avatar");
  }

  @Test
  void anAvatarIsServedToEveryoneInTwoSizesAndMayBeKept() {
    var hash = hashOf(Color.RED);
    for (int size : new int[] {128, 512}) {
      var answer = given().get(IMAGE + "?size=" + size, alice.userId(), hash);
      answer
          .then()
          .statusCode(200)
          .contentType("image/jpeg")
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", containsString("immutable"));
      assertEquals(size, Pictures.read(answer.asByteArray()).getWidth());
      given()
          .header("If-None-Match", answer.header("ETag"))
          .get(IMAGE + "?size=" + size, alice.userId(), hash)
          .then()
          .statusCode(304);
    }
    given().get(IMAGE + "?size=64", alice.userId(), hash).then().statusCode(422);
    given().get(IMAGE, alice.userId(), "0".repeat(32)).then().statusCode(404);
    given().get(IMAGE, Login.register().userId(), hash).then().statusCode(404);
  }

  @Test
  void aNewAvatarIsToldAndTheOldOneIsGone() throws Exception {
    var red = hashOf(Color.RED);
    assertEquals(red, UserLog.of(alice.userId(), 2).get(1).event().getUserUpdate().getAvatar());
    var blue = hashOf(Color.BLUE);
    assertNotEquals(red, blue);
    given().get(IMAGE, alice.userId(), red).then().statusCode(404);
    alice.request().get("/api/users/" + alice.userId()).then().body("avatar", equalTo(blue));
    alice.request().delete(OWN).then().statusCode(204);
    given().get(IMAGE, alice.userId(), blue).then().statusCode(404);
    alice.request().get("/api/users/@me").then().body("avatar", nullValue());
    assertFalse(UserLog.of(alice.userId(), 4).get(3).event().getUserUpdate().hasAvatar());
  }

  @Test
  void theSameAgainIsNoEvent() throws Exception {
    hashOf(Color.RED);
    hashOf(Color.RED);
    alice.request().delete(OWN).then().statusCode(204);
    alice.request().delete(OWN).then().statusCode(204);
    hashOf(Color.RED);
    var events = UserLog.of(alice.userId(), 4);
    assertEquals(4, events.getLast().event().getSeq());
  }

  @Test
  void refusesWhatIsNoPicture() {
    put("GIF89a nothing".getBytes(US_ASCII))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("avatar"));
    put(new byte[0]).then().statusCode(422);
    put(new byte[(8 << 20) + 1]).then().statusCode(413);
    given().body(new byte[10]).put(OWN).then().statusCode(401);
  }
}
