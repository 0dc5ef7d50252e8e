package together.message.history;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class HistoryResourceTest {
  private static final String ROUTE = "/api/channels/{id}/messages";
  private static final String ONE = ROUTE + "/{message}";

  @Inject Channels channels;
  @Inject AgroalDataSource dataSource;
  private long channel;
  private long author;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void fillChannel() {
    channel = channels.newId();
    author = channels.member(channel);
    for (int i = 0; i < 5; i++) {
      ids.add(channels.post(author, channel, "m" + i, null).path("id"));
    }
  }

  private List<String> page(String query) {
    return channels.as(author).get(ROUTE + query, channel).path("id");
  }

  @Test
  void pagesComeNewestFirst() {
    assertEquals(ids.reversed(), page(""));
    assertEquals(List.of(ids.get(4), ids.get(3)), page("?limit=2"));
    assertEquals(List.of(ids.get(2), ids.get(1)), page("?limit=2&before=" + ids.get(3)));
    assertEquals(List.of(ids.get(2), ids.get(1)), page("?limit=2&after=" + ids.get(0)));
    assertEquals(
        List.of(ids.get(3), ids.get(2), ids.get(1)), page("?limit=3&around=" + ids.get(2)));
    assertEquals(List.of(), page("?after=" + ids.get(4)));
    assertEquals(List.of(), page("?before=" + ids.get(0)));
  }

  @Test
  void aPageShowsWhatThePostAnswered() {
    var body = Map.of("content", "re", "message_reference", Map.of("message_id", ids.get(0)));
    Map<String, Object> posted =
        channels.as(author).body(body).post(ROUTE, channel).jsonPath().getMap("");
    List<Map<String, Object>> page = channels.as(author).get(ROUTE, channel).path("");
    assertEquals(posted, page.getFirst());
    assertEquals(
        posted, channels.as(author).get(ONE, channel, posted.get("id")).jsonPath().getMap(""));
  }

  @Test
  void aReplyToADeletedMessageShowsThatItIsGone() throws SQLException {
    var body = Map.of("content", "re", "message_reference", Map.of("message_id", ids.get(0)));
    channels.as(author).body(body).post(ROUTE, channel).then().statusCode(201);
    try (var connection = dataSource.getConnection();
        var delete =
            connection.prepareStatement("DELETE FROM messages WHERE channel_id = ? AND id = ?")) {
      delete.setLong(1, channel);
      delete.setLong(2, Long.parseLong(ids.get(0)));
      delete.executeUpdate();
    }
    channels
        .as(author)
        .get(ROUTE, channel)
        .then()
        .body("", hasSize(5))
        .body("[0].message_reference.message_id", equalTo(ids.get(0)))
        .body("[0].referenced_message", nullValue());
  }

  @Test
  void refusesParametersThatMakeNoSense() {
    for (var query : List.of("?limit=0", "?limit=101", "?before=x", "?before=1&after=2")) {
      channels
          .as(author)
          .get(ROUTE + query, channel)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"));
    }
  }

  @Test
  void needsSightAndTheHistoryPermission() {
    long blind = channels.newId();
    long newcomer = channels.newId();
    channels.grant(newcomer, channel, Channels.ALL & ~(1L << 16));
    for (var route : List.of(ROUTE, ROUTE + "/" + ids.get(0))) {
      channels
          .as(blind)
          .get(route, channel)
          .then()
          .statusCode(404)
          .body("code", equalTo("UNKNOWN_CHANNEL"));
      channels
          .as(newcomer)
          .get(route, channel)
          .then()
          .statusCode(403)
          .body("code", equalTo("MISSING_PERMISSION"))
          .body("detail", containsString("READ_MESSAGE_HISTORY"));
      RestAssured.given().get(route, channel).then().statusCode(401);
    }
  }

  @Test
  void anUnknownMessageIsNotFound() {
    channels
        .as(author)
        .get(ONE, channel, "1")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_MESSAGE"));
    channels.as(author).get(ONE, channel, "x").then().statusCode(404);
    long elsewhere = channels.newId();
    channels.grant(author, elsewhere, Channels.ALL);
    channels.as(author).get(ONE, elsewhere, ids.get(0)).then().statusCode(404);
  }
}
