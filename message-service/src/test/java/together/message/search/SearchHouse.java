package together.message.search;

import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import together.message.testing.Channels;

/** A server with two channels and somebody who writes there, for tests of searches. */
@ApplicationScoped
class SearchHouse {
  private final Channels channels;
  private final AgroalDataSource database;

  SearchHouse(Channels channels, AgroalDataSource database) {
    this.channels = channels;
    this.database = database;
  }

  record House(long guild, long general, long secret, long author) {}

  House build() {
    var house = new House(channels.newId(), channels.newId(), channels.newId(), channels.newId());
    channels.grantIn(house.author(), house.general(), house.guild(), Channels.ALL);
    channels.grantIn(house.author(), house.secret(), house.guild(), Channels.ALL);
    return house;
  }

  /** Somebody who sees only the first channel. */
  long guest(House house) {
    long guest = channels.newId();
    channels.grantIn(guest, house.general(), house.guild(), Channels.ALL);
    return guest;
  }

  String say(House house, long channel, String content) {
    return say(house.author(), channel, content);
  }

  String say(long author, long channel, String content) {
    return channels
        .post(author, channel, content, null)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  void edit(House house, long channel, String id, String content) {
    channels
        .as(house.author())
        .body(Map.of("content", content))
        .patch("/api/channels/{channel}/messages/{id}", channel, id)
        .then()
        .statusCode(200);
  }

  void delete(House house, long channel, String id) {
    channels
        .as(house.author())
        .delete("/api/channels/{channel}/messages/{id}", channel, id)
        .then()
        .statusCode(204);
  }

  Response inServer(long userId, House house, Map<String, ?> parameters) {
    return channels
        .as(userId)
        .queryParams(parameters)
        .get("/api/servers/{id}/messages/search", house.guild());
  }

  Response inChannel(long userId, long channel, Map<String, ?> parameters) {
    return channels
        .as(userId)
        .queryParams(parameters)
        .get("/api/channels/{id}/messages/search", channel);
  }

  /** Ids of what the author finds in the server. */
  List<String> find(House house, Map<String, ?> parameters) {
    return inServer(house.author(), house, parameters)
        .then()
        .statusCode(200)
        .extract()
        .path("messages.id");
  }

  List<String> find(House house, String q) {
    return find(house, Map.of("q", q));
  }

  /** Waits until this message is in a segment, having said what makes one full. */
  void index(House house, long channel, String id) {
    for (int i = 0; i < 45; i++) {
      say(house, channel, "filler");
    }
    var indexed =
        "SELECT count(*) FROM search_marks WHERE channel_id = "
            + channel
            + " AND indexed_id >= "
            + id;
    // A look that fell between them may have found too little, and counts anew from there.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          say(house, channel, "filler");
          return number(indexed) == 1;
        });
  }

  long number(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
