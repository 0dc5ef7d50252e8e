package together.auth.relationship;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class RelationshipResourceTest {
  private static final String ALL = "/api/users/@me/relationships";

  private Login ann;
  private Login ben;

  @BeforeEach
  void register() {
    ann = Login.register();
    ben = Login.register();
  }

  private static Response put(Login who, Login whom, String type) {
    return who.request()
        .contentType(ContentType.JSON)
        .body(Map.of("type", type))
        .put(ALL + "/" + whom.userId());
  }

  private static Response remove(Login who, Login whom) {
    return who.request().delete(ALL + "/" + whom.userId());
  }

  private static List<String> types(Login who) {
    return who.request().get(ALL).then().statusCode(200).extract().jsonPath().getList("type");
  }

  /** What the user's own log says of relationships: the cases, in order, by a kind and a type. */
  private static List<String> told(Login who, int count) throws InvalidProtocolBufferException {
    var told = new ArrayList<String>();
    for (var entry : UserLog.of(who.userId(), count + 1)) {
      var event = entry.event();
      switch (event.getEventCase()) {
        case RELATIONSHIP_ADD -> told.add("add " + event.getRelationshipAdd().getType());
        case RELATIONSHIP_UPDATE -> told.add("update " + event.getRelationshipUpdate().getType());
        case RELATIONSHIP_REMOVE -> told.add("remove");
        default -> {
          // Of something else.
        }
      }
    }
    return told;
  }

  private void assertFriends() {
    assertEquals(List.of("friend"), types(ann));
    assertEquals(List.of("friend"), types(ben));
  }

  @Test
  void aRequestThatIsAcceptedMakesFriendsAndBothAreTold() throws Exception {
    put(ann, ben, "friend")
        .then()
        .statusCode(200)
        .body("id", equalTo(Long.toString(ben.userId())))
        .body("type", equalTo("outgoing"))
        .body("user.username", equalTo(ben.username()));
    assertEquals(List.of("incoming"), types(ben));
    put(ben, ann, "friend").then().statusCode(200).body("type", equalTo("friend"));
    assertFriends();
    assertEquals(List.of("add outgoing", "update friend"), told(ann, 2));
    assertEquals(List.of("add incoming", "update friend"), told(ben, 2));
  }

  @Test
  void askingAgainChangesNothing() throws Exception {
    put(ann, ben, "friend").then().statusCode(200);
    put(ann, ben, "friend").then().statusCode(200).body("type", equalTo("outgoing"));
    put(ben, ann, "friend").then().statusCode(200);
    put(ben, ann, "friend").then().statusCode(200).body("type", equalTo("friend"));
    put(ann, ben, "block").then().statusCode(200);
    put(ann, ben, "block").then().statusCode(200).body("type", equalTo("block"));
    assertEquals(List.of("add outgoing", "update friend", "update block"), told(ann, 3));
  }

  @Test
  void aDeclinedOrWithdrawnRequestIsGoneOnBothSides() throws Exception {
    put(ann, ben, "friend");
    remove(ben, ann).then().statusCode(204);
    assertEquals(List.of(), types(ann));
    put(ann, ben, "friend");
    remove(ann, ben).then().statusCode(204);
    assertEquals(List.of(), types(ben));
    assertEquals(List.of("add incoming", "remove", "add incoming", "remove"), told(ben, 4));
    remove(ann, ben).then().statusCode(404).body("code", equalTo("UNKNOWN_RELATIONSHIP"));
  }

  @Test
  void aBlockEndsAFriendshipAndSilencesRequests() {
    put(ann, ben, "friend");
    put(ben, ann, "friend");
    put(ann, ben, "block").then().statusCode(200).body("type", equalTo("block"));
    assertEquals(List.of(), types(ben));
    // Who is blocked is answered as anybody is, and the other hears nothing.
    put(ben, ann, "friend").then().statusCode(200).body("type", equalTo("outgoing"));
    assertEquals(List.of("block"), types(ann));
    put(ann, ben, "friend").then().statusCode(409).body("code", equalTo("USER_BLOCKED"));
    remove(ann, ben).then().statusCode(204);
    assertEquals(List.of(), types(ann));
    assertEquals(List.of("outgoing"), types(ben));
    put(ann, ben, "friend").then().statusCode(200).body("type", equalTo("friend"));
    assertFriends();
  }

  @Test
  void whoAskedBeforeTheBlockDoesNotLearnOfIt() throws Exception {
    put(ben, ann, "friend");
    put(ann, ben, "block");
    assertEquals(List.of("outgoing"), types(ben));
    assertEquals(List.of("add outgoing"), told(ben, 1));
    remove(ben, ann).then().statusCode(204);
    assertEquals(List.of("block"), types(ann));
  }

  @Test
  void eachOfTwoLiftsTheirOwnBlockAlone() {
    put(ann, ben, "block");
    put(ben, ann, "block");
    remove(ann, ben).then().statusCode(204);
    assertEquals(List.of(), types(ann));
    assertEquals(List.of("block"), types(ben));
  }

  @Test
  void listsByTypeInPages() {
    var others = new ArrayList<Login>();
    for (int i = 0; i < 3; i++) {
      others.add(Login.register());
      put(ann, others.get(i), i == 1 ? "block" : "friend");
    }
    ann.request()
        .get(ALL + "?type=outgoing&limit=1")
        .then()
        .statusCode(200)
        .body("id", contains(Long.toString(others.get(0).userId())));
    ann.request()
        .get(ALL + "?type=outgoing&after=" + others.get(0).userId())
        .then()
        .body("id", contains(Long.toString(others.get(2).userId())));
    ann.request().get(ALL + "?type=block").then().body("$", hasSize(1));
    for (var wrong : List.of("type=foe", "limit=0", "limit=101", "after=x")) {
      ann.request().get(ALL + "?" + wrong).then().statusCode(422);
    }
  }

  @Test
  void refusesWhatIsNoRelationship() {
    put(ann, ann, "friend").then().statusCode(422).body("errors[0].code", equalTo("ONESELF"));
    put(ann, ben, "foe").then().statusCode(422).body("errors[0].field", equalTo("type"));
    ann.request().put(ALL + "/" + ben.userId()).then().statusCode(422);
    ann.request()
        .contentType(ContentType.JSON)
        .body(Map.of("type", "block"))
        .put(ALL + "/1")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_USER"));
  }

  @Test
  void twoWhoAskEachOtherAtOnceAreFriends() throws Exception {
    for (int round = 0; round < 10; round++) {
      var one = Login.register();
      var other = Login.register();
      atOnce(() -> put(one, other, "friend"), () -> put(other, one, "friend"))
          .forEach(answer -> assertEquals(200, answer.statusCode()));
      assertEquals(List.of("friend"), types(one));
      assertEquals(List.of("friend"), types(other));
    }
  }

  @Test
  void aBlockBesideAnAnswerLeavesAValidState() throws Exception {
    for (int round = 0; round < 10; round++) {
      var one = Login.register();
      var other = Login.register();
      put(one, other, "friend");
      atOnce(() -> put(other, one, "friend"), () -> put(one, other, "block"))
          .forEach(answer -> assertEquals(200, answer.statusCode()));
      assertEquals(List.of("block"), types(one));
      // Depending on who came first: the friendship ended, or the answer is a silent request.
      assertTrue(List.of(List.of(), List.of("outgoing")).contains(types(other)));
    }
  }

  private static List<Response> atOnce(Callable<Response> first, Callable<Response> second)
      throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var answers =
          List.of(first, second).stream()
              .map(task ->
                  threads.submit(() -> {
                    start.await();
                    return task.call();
                  }))
              .toList();
      start.countDown();
      return List.of(answers.get(0).get(), answers.get(1).get());
    }
  }
}
