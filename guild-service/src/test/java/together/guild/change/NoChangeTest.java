package together.guild.change;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;

/** What changes nothing takes no revision, tells nothing and is no audit entry. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class NoChangeTest {
  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private int revision() {
    return owner.get("/api/servers/{id}", guild).path("revision");
  }

  private int entries() {
    return owner.get("/api/servers/{id}/audit-log", guild).<List<?>>path("entries").size();
  }

  private String channel(Map<String, ?> body) {
    return owner
        .post(body, "/api/servers/{id}/channels", guild)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void sayingWhatIsSoAlreadyChangesNothing() {
    var role = owner.role(guild, Permission.SPEAK);
    var guest = owner.guest(guild);
    owner.give(guild, guest, role);
    var channel = channel(Map.of("name", "room"));
    var override = Map.of("type", 0, "allow", "0", "deny", "1024");
    var path = "/api/channels/{id}/permissions/{target_id}";
    owner.put(override, path, channel, role).then().statusCode(204);
    int revision = revision();
    int entries = entries();
    owner.patch(Map.of(), "/api/servers/{id}", guild).then().statusCode(200);
    owner
        .patch(Map.of("name", "House of " + owner.id()), "/api/servers/{id}", guild)
        .then()
        .statusCode(200)
        .body("revision", equalTo(revision));
    owner.patch(Map.of("name", "room"), "/api/channels/{id}", channel).then().statusCode(200);
    owner.patch(Map.of("hoist", false), "/api/roles/{id}", role).then().statusCode(200);
    owner.put(override, path, channel, role).then().statusCode(204);
    owner.give(guild, guest, role);
    assertEquals(revision, revision());
    assertEquals(entries, entries());
  }

  @Test
  void aCategoryOneMayNotViewDoesNotExist() {
    var hidden =
        channel(
            Map.of(
                "name",
                "hidden",
                "type",
                4,
                "permission_overwrites",
                List.of(Map.of("id", guild, "type", 0, "allow", "0", "deny", "1024"))));
    var inside =
        channel(Map.of("name", "inside", "parent_id", hidden, "permission_overwrites", List.of()));
    var builder = owner.guestWith(guild, Permission.MANAGE_CHANNELS);
    var room = channel(Map.of("name", "room"));
    for (var parent : List.of(hidden, "1")) {
      builder
          .post(Map.of("name", "x", "parent_id", parent), "/api/servers/{id}/channels", guild)
          .then()
          .statusCode(422)
          .body("errors[0].code", equalTo("NO_CATEGORY"));
      builder.patch(Map.of("parent_id", parent), "/api/channels/{id}", room).then().statusCode(422);
      builder
          .patch(
              List.of(Map.of("id", room, "parent_id", parent)), "/api/servers/{id}/channels", guild)
          .then()
          .statusCode(422);
    }
    builder
        .patch(Map.of("parent_id", hidden, "topic", "t"), "/api/channels/{id}", inside)
        .then()
        .statusCode(200)
        .body("parent_id", equalTo(hidden));
  }
}
