package together.guild.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class ServerResourceTest {
  private final TestUser owner = TestUser.create();

  @Test
  void aNewServerComesWithEveryoneAndTwoChannels() {
    var id =
        owner
            .post(Map.of("name", "  The house "), "/api/servers")
            .then()
            .statusCode(201)
            .body("name", equalTo("The house"))
            .body("description", nullValue())
            .body("owner_id", equalTo(Long.toString(owner.id())))
            .body("revision", equalTo(1))
            .body("member_count", equalTo(1))
            .body("roles.name", contains("@everyone"))
            .body("roles[0].permissions", equalTo(Long.toString(Permission.DEFAULT)))
            .body("channels.name", contains("general", "General"))
            .body("channels.type", contains(0, 2))
            .body("member.user.username", equalTo("user-" + owner.id()))
            .body("member.roles", hasSize(0))
            .extract()
            .<String>path("id");
    owner
        .get("/api/servers/{id}", id)
        .then()
        .statusCode(200)
        .body("roles[0].id", equalTo(id))
        .body("member_count", equalTo(1));
  }

  @Test
  void onlyMembersSeeAServer() {
    var id = owner.createServer();
    var stranger = TestUser.create();
    stranger
        .get("/api/servers/{id}", id)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("SERVER_NOT_FOUND"));
    stranger.delete("/api/servers/{id}", id).then().statusCode(404);
    stranger.patch(Map.of("name", "Mine"), "/api/servers/{id}", id).then().statusCode(404);
    given().get("/api/servers/{id}", id).then().statusCode(401);
  }

  @Test
  void listsTheCallersServersPageByPage() {
    var ids = List.of(owner.createServer(), owner.createServer(), owner.createServer());
    owner.get("/api/users/@me/servers").then().statusCode(200).body("id", equalTo(ids));
    owner
        .get("/api/users/@me/servers?limit=2&after={id}", ids.getFirst())
        .then()
        .body("id", equalTo(ids.subList(1, 3)));
    TestUser.create().get("/api/users/@me/servers").then().body("$", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=many", "after=here"})
  void refusesABadPage(String query) {
    owner
        .get("/api/users/@me/servers?" + query)
        .then()
        .statusCode(422)
        .body("errors.field", contains(query.split("=", -1)[0]));
  }

  @Test
  void aPatchChangesWhatItNames() {
    var id = owner.createServer();
    owner
        .patch(Map.of("description", "All of us"), "/api/servers/{id}", id)
        .then()
        .statusCode(200)
        .body("description", equalTo("All of us"))
        .body("name", equalTo("House of " + owner.id()))
        .body("revision", equalTo(2));
    var cleared = new HashMap<String, Object>();
    cleared.put("description", null);
    cleared.put("name", "Renamed");
    owner
        .patch(cleared, "/api/servers/{id}", id)
        .then()
        .statusCode(200)
        .body("description", nullValue())
        .body("name", equalTo("Renamed"));
    owner.get("/api/servers/{id}", id).then().body("name", equalTo("Renamed"));
  }

  @Test
  void aPatchNeedsManageServer() {
    var id = owner.createServer();
    owner
        .guest(id)
        .patch(Map.of("name", "Mine"), "/api/servers/{id}", id)
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"))
        .body("detail", containsString("MANAGE_SERVER"));
    owner.get("/api/servers/{id}", id).then().body("name", equalTo("House of " + owner.id()));
  }

  @Test
  void onlyTheOwnerDeletesAServer() {
    var id = owner.createServer();
    var guest = owner.guest(id);
    guest
        .delete("/api/servers/{id}", id)
        .then()
        .statusCode(403)
        .body("code", equalTo("OWNER_ONLY"));
    owner.delete("/api/servers/{id}", id).then().statusCode(204);
    owner.get("/api/servers/{id}", id).then().statusCode(404);
    owner.delete("/api/servers/{id}", id).then().statusCode(404);
    guest.get("/api/users/@me/servers").then().body("$", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": null}",
        "{\"name\": \"  \"}",
        "{\"name\": 7}",
        "{\"name\": \"a\\u0000b\"}",
        "{\"name\": \"half a pair \\ud83d\"}"
      })
  void refusesABadName(String body) {
    owner
        .request()
        .contentType("application/json")
        .body(body)
        .post("/api/servers")
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("errors.field", contains("name"));
  }

  @Test
  void noBodyIsAnEmptyObject() {
    owner.post("/api/servers").then().statusCode(422).body("errors.field", contains("name"));
    var id = owner.createServer();
    owner.request().patch("/api/servers/{id}", id).then().statusCode(200);
  }

  @Test
  void refusesWhatIsNoJson() {
    owner
        .request()
        .contentType("application/json")
        .body("{\"name\":")
        .post("/api/servers")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void whatIsNoIdIsNotFound() {
    owner.get("/api/servers/house").then().statusCode(404);
    owner.get("/api/servers/99999999999999999999").then().statusCode(404);
  }

  @Test
  void theOwnerGivesTheServerToAnotherMember() {
    String guild = owner.createServer();
    var guest = owner.guest(guild);
    var path = "/api/servers/{id}/owner";
    var toGuest = Map.of("user_id", Long.toString(guest.id()));
    guest.post(toGuest, path, guild).then().statusCode(403).body("code", equalTo("OWNER_ONLY"));
    owner.post(Map.of(), path, guild).then().statusCode(422);
    owner
        .post(Map.of("user_id", Long.toString(TestUser.create().id())), path, guild)
        .then()
        .statusCode(404)
        .body("code", equalTo("MEMBER_NOT_FOUND"));
    owner
        .post(toGuest, path, guild)
        .then()
        .statusCode(200)
        .body("owner_id", equalTo(Long.toString(guest.id())));
    owner.delete("/api/servers/{id}", guild).then().statusCode(403);
    owner.delete("/api/servers/{id}/members/@me", guild).then().statusCode(204);
    guest.delete("/api/servers/{id}", guild).then().statusCode(204);
  }

  @Test
  void aTransferAndADeletionAtOnceLeaveAnOwnedServerOrNone() {
    for (int round = 0; round < 10; round++) {
      String guild = owner.createServer();
      var guest = owner.guest(guild);
      var toGuest = Map.of("user_id", Long.toString(guest.id()));
      var statuses =
          Races.run(
              2,
              i ->
                  i == 0
                      ? owner.post(toGuest, "/api/servers/{id}/owner", guild).statusCode()
                      : owner.delete("/api/servers/{id}", guild).statusCode());
      boolean given = statuses.getFirst() == 200;
      assertEquals(given ? List.of(200, 403) : List.of(404, 204), statuses);
      guest.get("/api/servers/{id}", guild).then().statusCode(given ? 200 : 404);
    }
  }
}
