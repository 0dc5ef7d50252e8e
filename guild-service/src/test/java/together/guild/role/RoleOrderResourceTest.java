package together.guild.role;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class RoleOrderResourceTest {
  private static final String ROLES = "/api/servers/{id}/roles";

  private final TestUser owner = TestUser.create();
  private String guild = "";
  private String high = "";
  private String middle = "";
  private String low = "";

  @BeforeEach
  void createRoles() {
    guild = owner.createServer();
    high = owner.role(guild, Permission.MANAGE_ROLES);
    middle = owner.role(guild, Permission.MANAGE_ROLES);
    low = owner.role(guild, Permission.SEND_MESSAGES);
  }

  private static Map<String, Object> at(String role, int position) {
    return Map.of("id", role, "position", position);
  }

  @Test
  void putsRolesInAnotherOrderInOneCall() {
    owner
        .patch(List.of(at(low, 9), at(high, 8), at(middle, 1)), ROLES, guild)
        .then()
        .statusCode(200)
        .body("id", contains(guild, middle, high, low))
        .body("position", contains(0, 1, 2, 3));
    owner.get(ROLES, guild).then().body("id", contains(guild, middle, high, low));
  }

  @Test
  void whatIsNotNamedKeepsItsPlaceAmongTheOthers() {
    owner
        .patch(List.of(at(high, 3), at(middle, 2)), ROLES, guild)
        .then()
        .body("id", contains(guild, low, middle, high));
    owner
        .patch(List.of(at(low, 10)), ROLES, guild)
        .then()
        .body("id", contains(guild, middle, high, low));
    long before = owner.get("/api/servers/{id}", guild).jsonPath().getLong("revision");
    owner.patch(List.of(), ROLES, guild).then().statusCode(200);
    assertEquals(before, owner.get("/api/servers/{id}", guild).jsonPath().getLong("revision"));
  }

  @Test
  void nobodyMovesARoleToOrFromTheirOwnRankOrAbove() {
    var guest = owner.guest(guild);
    owner.give(guild, guest, middle);
    for (var refused :
        List.of(
            List.of(at(low, 5)),
            List.of(at(high, 1), at(middle, 2)),
            List.of(at(middle, 7), at(high, 6)))) {
      guest.patch(refused, ROLES, guild).then().statusCode(403).body("code", equalTo("OUTRANKED"));
    }
    String lowest = owner.role(guild, Permission.SEND_MESSAGES);
    guest
        .patch(List.of(at(high, 4), at(middle, 3), at(lowest, 2), at(low, 1)), ROLES, guild)
        .then()
        .statusCode(200)
        .body("id", contains(guild, low, lowest, middle, high));
    owner.guest(guild).patch(List.of(at(low, 1)), ROLES, guild).then().statusCode(403);
    TestUser.create().patch(List.of(at(low, 1)), ROLES, guild).then().statusCode(404);
  }

  @Test
  void refusesWhatIsNoOrder() {
    for (var refused :
        List.of(
            List.of(at(guild, 1)),
            List.of(at("12345", 1)),
            List.of(at(low, 1), at(low, 2)),
            List.of(at(low, 0)),
            List.of(Map.of("id", low)))) {
      owner.patch(refused, ROLES, guild).then().statusCode(422);
    }
  }

  @Test
  void twoWhoReorderAtOnceEndInOneOfTheOrders() {
    var up = List.of(at(high, 1), at(middle, 2), at(low, 3));
    var down = List.of(at(high, 3), at(middle, 2), at(low, 1));
    for (int round = 0; round < 5; round++) {
      var statuses =
          Races.run(6, i -> owner.patch(i % 2 == 0 ? up : down, ROLES, guild).statusCode());
      assertEquals(IntStream.range(0, 6).mapToObj(i -> 200).toList(), statuses);
      List<String> order = owner.get(ROLES, guild).path("id");
      assertEquals(
          1,
          Stream.of(List.of(guild, high, middle, low), List.of(guild, low, middle, high))
              .filter(order::equals)
              .count());
    }
  }
}
