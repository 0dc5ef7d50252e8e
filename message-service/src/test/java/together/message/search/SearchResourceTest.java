package together.message.search;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.search.SearchHouse.House;
import together.message.testing.Channels;
import together.message.testing.FakeGuilds;
import together.message.testing.MessagePlatform;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class SearchResourceTest {
  /** What is said, and parts of it by which it is found. */
  private static final Map<String, List<String>> SAYINGS = new LinkedHashMap<>();

  static {
    SAYINGS.put("My WIRELESS card is broken", List.of("wireless", "reles", "CARD wire", "my"));
    SAYINGS.put("Größere Häuser", List.of("größe", "GRÖSSERE", "häuser", "rö"));
    SAYINGS.put("我喜欢学习中文", List.of("中文", "学", "喜欢学习", "中文 我"));
    SAYINGS.put("東京タワーに行きました", List.of("東京", "タワー", "行き"));
    SAYINGS.put("ฉันรักภาษาไทย", List.of("ภาษา", "ไทย"));
    SAYINGS.put("مرحبا بالعالم", List.of("مرحبا", "عالم"));
    SAYINGS.put("Привет, мир", List.of("привет", "МИР", "ив"));
    SAYINGS.put("x11 vs. wayland: q?", List.of("x11", "q?", "wayland:"));
    SAYINGS.put("see https://example.org/a?b=c#d", List.of("example.org/a", "a?b=c#d"));
    SAYINGS.put("party 🎉🎉", List.of("🎉", "🎉🎉"));
    SAYINGS.put("100% of _under\\score_", List.of("100%", "_under\\", "%", "\\"));
  }

  @Inject SearchHouse houses;
  @Inject Channels channels;

  @Inject @GrpcService FakeGuilds guilds;

  private House house;

  @BeforeEach
  void build() {
    house = houses.build();
  }

  @Test
  void findsWordsAndPartsOfThemInAnyScriptAtOnceAndFromTheIndex() {
    var ids = new LinkedHashMap<String, String>();
    SAYINGS.keySet().forEach(text -> ids.put(text, houses.say(house, house.general(), text)));
    assertAllFound(ids);
    houses.index(house, house.general(), ids.lastEntry().getValue());
    assertAllFound(ids);
  }

  private void assertAllFound(Map<String, String> ids) {
    SAYINGS.forEach((text, parts) -> {
      for (var part : parts) {
        assertEquals(List.of(ids.get(text)), houses.find(house, part), part);
      }
    });
    for (var nobodys : List.of("wirelesss", "grosere", "中文我", "wire card xyz", "cafe", "zq")) {
      assertEquals(List.of(), houses.find(house, nobodys), nobodys);
    }
  }

  @Test
  void editedAndDeletedTextsLeaveAtOnce() {
    var edited = houses.say(house, house.general(), "the old wording");
    var deleted = houses.say(house, house.general(), "soon deleted");
    var later = houses.say(house, house.general(), "edited later");
    houses.edit(house, house.general(), edited, "the new wording");
    assertEquals(List.of(), houses.find(house, "old"));
    assertEquals(List.of(edited), houses.find(house, "new wording"));

    houses.index(house, house.general(), later);
    assertEquals(List.of(edited), houses.find(house, "new wording"));
    houses.edit(house, house.general(), later, "quite another text");
    houses.edit(house, house.general(), edited, "and once more");
    houses.delete(house, house.general(), deleted);
    assertEquals(List.of(), houses.find(house, "later"));
    assertEquals(List.of(later), houses.find(house, "another"));
    assertEquals(List.of(), houses.find(house, "wording"));
    assertEquals(List.of(edited), houses.find(house, "once more"));
    assertEquals(List.of(), houses.find(house, "soon"));

    // The edited texts come into a segment of their own with what is said next.
    houses.index(house, house.general(), houses.say(house, house.general(), "the end"));
    assertEquals(List.of(later), houses.find(house, "another"));
    assertEquals(List.of(edited), houses.find(house, "once more"));
    assertEquals(
        0,
        houses.number("SELECT count(*) FROM search_changes WHERE channel_id = " + house.general()));
  }

  @Test
  void showsWhereTheWordsAre() {
    var id = houses.say(house, house.general(), "🎉 Kernel of the Kernels");
    houses
        .inChannel(house.author(), house.general(), Map.of("q", "kernel"))
        .then()
        .statusCode(200)
        .body("messages.content", contains("🎉 Kernel of the Kernels"))
        .body("messages[0].author.username", equalTo("user" + house.author()))
        .body("highlights." + id + ".start", contains(3, 17))
        .body("highlights." + id + ".end", contains(9, 23))
        .body("next", nullValue());
  }

  @Test
  void filtersHoldTogether() {
    long other = houses.guest(house);
    var mine = houses.say(house, house.general(), "hello https://one.example <@" + other + ">");
    var theirs = houses.say(other, house.general(), "hello HTTP://two.example");
    var secret = houses.say(house, house.secret(), "hello there");
    assertFilters(other, mine, theirs, secret);
    houses.index(house, house.general(), theirs);
    houses.index(house, house.secret(), secret);
    assertFilters(other, mine, theirs, secret);
  }

  private void assertFilters(long other, String mine, String theirs, String secret) {
    assertEquals(List.of(secret, theirs, mine), houses.find(house, "hello"));
    assertEquals(List.of(theirs), houses.find(house, Map.of("author_id", other)));
    assertEquals(List.of(theirs, mine), houses.find(house, Map.of("has", "link")));
    assertEquals(List.of(mine), houses.find(house, Map.of("mentions", other)));
    assertEquals(
        List.of(secret), houses.find(house, Map.of("q", "hello", "channel_id", house.secret())));
    assertEquals(
        List.of(secret, theirs, mine),
        houses.find(
            house, Map.of("q", "hello", "channel_id", List.of(house.secret(), house.general()))));
    assertEquals(List.of(mine), houses.find(house, Map.of("q", "hello", "before", theirs)));
    assertEquals(List.of(secret), houses.find(house, Map.of("q", "hello", "after", theirs)));
    assertEquals(
        List.of(mine),
        houses.find(house, Map.of("author_id", house.author(), "has", "link", "q", "hello")));
  }

  @Test
  void pinnedOnesAreFoundAmongThePins() {
    channels.grantIn(
        house.author(),
        house.general(),
        house.guild(),
        Channels.ALL | Permission.of(Permission.MANAGE_MESSAGES));
    var pinned = houses.say(house, house.general(), "to be kept");
    var loose = houses.say(house, house.general(), "not to be kept");
    channels
        .as(house.author())
        .put("/api/channels/{c}/pins/{m}", house.general(), pinned)
        .then()
        .statusCode(204);
    assertEquals(List.of(pinned), houses.find(house, Map.of("pinned", "true")));
    assertEquals(List.of(loose), houses.find(house, Map.of("pinned", "false", "q", "kept")));
    assertEquals(List.of(), houses.find(house, Map.of("pinned", "true", "q", "not")));
  }

  @Test
  void findsMessagesThatCarryFiles() {
    channels.grantIn(
        house.author(),
        house.general(),
        house.guild(),
        Channels.ALL | Permission.of(Permission.ATTACH_FILES));
    String file =
        channels
            .as(house.author())
            .contentType("multipart/form-data")
            .multiPart("file", "a.bin", new byte[] {1})
            .post("/api/channels/{id}/attachments", house.general())
            .path("id");
    String carrier =
        channels
            .as(house.author())
            .body(Map.of("content", "with a file", "attachment_ids", List.of(file)))
            .post("/api/channels/{id}/messages", house.general())
            .path("id");
    houses.say(house, house.general(), "with a file? no");
    assertEquals(List.of(carrier), houses.find(house, Map.of("has", "file")));
    houses.index(house, house.general(), carrier);
    assertEquals(List.of(carrier), houses.find(house, Map.of("has", "file", "q", "file")));
    houses
        .inServer(house.author(), house, Map.of("has", "file"))
        .then()
        .body("messages[0].attachments[0].id", equalTo(file));
  }

  @Test
  void findsOnlyWhatTheCallerMayReadNow() {
    long guest = houses.guest(house);
    var open = houses.say(house, house.general(), "common word");
    houses.say(house, house.secret(), "common word, hidden");
    houses
        .inServer(guest, house, Map.of("q", "common"))
        .then()
        .statusCode(200)
        .body("messages.id", contains(open));
    houses
        .inServer(guest, house, Map.of("q", "common", "channel_id", house.secret()))
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
    houses
        .inChannel(guest, house.secret(), Map.of("q", "common"))
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));

    long viewer = Permission.of(Permission.VIEW_CHANNEL);
    channels.grantIn(guest, house.general(), house.guild(), viewer);
    houses.inServer(guest, house, Map.of("q", "common")).then().body("messages", empty());
    houses
        .inChannel(guest, house.general(), Map.of("q", "common"))
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"));
    houses
        .inServer(channels.newId(), house, Map.of("q", "common"))
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_SERVER"));
  }

  @Test
  void searchesADm() {
    long dm = channels.newId();
    channels.grant(house.author(), dm, Channels.ALL, 1);
    var id = houses.say(house, dm, "between the two of us");
    houses
        .inChannel(house.author(), dm, Map.of("q", "between"))
        .then()
        .body("messages.id", contains(id))
        .body("messages[0].guild_id", nullValue());
    houses.inServer(house.author(), house, Map.of("q", "between")).then().body("messages", empty());
  }

  @Test
  void namesWhatIsWrong() {
    for (var wrong :
        List.of(
            Map.of("q", " \u200b "),
            Map.of("q", "x", "limit", "0"),
            Map.of("q", "x", "limit", "ten"),
            Map.of("q", "x", "author_id", "me"),
            Map.of("q", "x", "channel_id", "general"),
            Map.of("q", "x", "has", "everything"),
            Map.of("q", "x", "pinned", "maybe"),
            Map.of("q", "x", "sort", "oldest"),
            Map.of("q", "x", "next", "again"),
            Map.of("q", "x".repeat(257)),
            Map.of("q", "a b c d e f g h i j k l m n o p q"))) {
      var field =
          wrong.size() == 1
              ? "q"
              : wrong.keySet().stream().filter(k -> !k.equals("q")).findFirst().orElseThrow();
      houses
          .inServer(house.author(), house, wrong)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"))
          .body("errors.field", contains(field));
    }
  }

  @Test
  void withoutGuildServiceItAnswers503() {
    guilds.refuse(10);
    try {
      houses
          .inServer(house.author(), house, Map.of("q", "x"))
          .then()
          .statusCode(503)
          .body("code", equalTo("DEPENDENCY_UNAVAILABLE"));
    } finally {
      guilds.refuse(0);
    }
  }

  @Test
  void needsAToken() {
    RestAssured.get("/api/servers/1/messages/search?q=x").then().statusCode(401);
    RestAssured.get("/api/channels/1/messages/search?q=x").then().statusCode(401);
  }

  @Test
  void rankedByRelevanceTheBestComesFirst() {
    var part = houses.say(house, house.general(), "ultrasonic soundproofing");
    var far = houses.say(house, house.general(), "card? I have no sound");
    var near = houses.say(house, house.secret(), "my sound card");
    houses
        .inServer(house.author(), house, Map.of("q", "sound card", "sort", "relevance"))
        .then()
        .body("messages.id", contains(near, far));
    houses
        .inServer(house.author(), house, Map.of("q", "sound", "sort", "relevance"))
        .then()
        .body("messages.id", hasItems(near, far, part))
        .body("messages[2].id", equalTo(part));
    houses
        .inServer(house.author(), house, Map.of("q", "sound"))
        .then()
        .body("messages.id", contains(near, far, part))
        .body("messages.id", not(containsInAnyOrder(near, far)));
  }
}
