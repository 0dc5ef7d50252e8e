package together.message.plans;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import together.message.testing.Channels;
import together.permission.Permission;

/** Calls each route as its callers do, in the ways that lead to different statements. */
final class RouteCalls {
  private static final String MESSAGES = "/api/channels/{channel_id}/messages";
  private static final String MESSAGE = "/api/channels/{channel_id}/messages/{message_id}";
  private static final String SHORT = "/api/messages/{message_id}";
  private static final String TYPING = "/api/channels/{channel_id}/typing";
  private static final String ACK = "/api/channels/{channel_id}/ack";
  private static final String UPLOADS = "/api/channels/{channel_id}/attachments";
  private static final String CHANNEL_SEARCH = "/api/channels/{channel_id}/messages/search";
  private static final String BULK_DELETE = "/api/channels/{channel_id}/messages/bulk-delete";
  private static final String SETTINGS = "/api/users/@me/notification-settings";
  private static final String PINS = "/api/channels/{channel_id}/pins";
  private static final String PIN = "/api/channels/{channel_id}/pins/{message_id}";
  private static final String REACTIONS = "/api/messages/{message_id}/reactions";
  private static final String REACTION = "/api/messages/{message_id}/reactions/{emoji}";
  private static final String REACTION_OF =
      "/api/messages/{message_id}/reactions/{emoji}/{user_id}";

  private final Channels channels;
  private final Set<String> routes = new TreeSet<>();
  private final long user;
  private final long other;

  RouteCalls(Channels channels) {
    this.channels = channels;
    user = channels.newId();
    other = channels.newId();
    for (int number = 0; number < FilledDatabase.CHANNELS; number++) {
      grant(user, number);
      grant(other, number);
    }
  }

  private void grant(long userId, int number) {
    channels.grantIn(userId, FilledDatabase.channel(number), FilledDatabase.GUILD, Permission.ALL);
  }

  /** Those that were called, as {@code POST /api/channels/{channel_id}/messages}. */
  Set<String> routes() {
    return routes;
  }

  void all() {
    for (int turn = 0; turn < 2; turn++) {
      var posted = posts(turn);
      reads();
      reactionsAndPins(posted);
      searches();
      files();
      removals(posted);
    }
  }

  private Response call(
      String method, String route, RequestSpecification request, Object... parameters) {
    routes.add(method + " " + route);
    var answer = request.request(method, route, parameters);
    assertTrue(answer.statusCode() < 300, method + " " + route + ": " + answer.asString());
    return answer;
  }

  private RequestSpecification as(long userId) {
    return channels.as(userId);
  }

  private RequestSpecification with(Map<String, ?> body) {
    return as(user).body(body);
  }

  private String posts(int turn) {
    long channel = FilledDatabase.channel(7);
    String first =
        call(
                "POST",
                MESSAGES,
                with(Map.of("content", "hello", "nonce", numbered("plan", turn))),
                channel)
            .path("id");
    var reply =
        Map.of(
            "content",
            "to you <@%d>".formatted(other),
            "message_reference",
            Map.of("message_id", first));
    call("POST", MESSAGES, with(reply), channel);
    call("PATCH", MESSAGE, with(Map.of("content", numbered("edited", turn))), channel, first);
    call("PATCH", SHORT, with(Map.of("content", numbered("again", turn))), first);
    call("POST", TYPING, with(Map.of()), channel);
    call("POST", ACK, with(Map.of("message_id", first)), channel);
    call("POST", ACK, with(Map.of("message_id", "0", "manual", true)), channel);
    return first;
  }

  private static String numbered(String text, long number) {
    return text + ' ' + number;
  }

  private void reads() {
    for (int number : List.of(3, 200)) {
      long channel = FilledDatabase.channel(number);
      long middle = FilledDatabase.message(number, 250);
      call("GET", MESSAGES, as(user), channel);
      for (var direction : List.of("before", "after", "around")) {
        call("GET", MESSAGES, as(user).queryParam(direction, middle), channel);
      }
      call("GET", MESSAGE, as(user), channel, middle);
      call("GET", SHORT, as(user), middle);
      call("GET", SETTINGS, as(user));
      call("PATCH", SETTINGS, with(Map.of("channels", List.of(muted(channel)))));
    }
  }

  private static Map<String, Object> muted(long channel) {
    return Map.of("channel_id", Long.toString(channel), "muted", true);
  }

  private void reactionsAndPins(String posted) {
    long channel = FilledDatabase.channel(7);
    call("POST", REACTIONS, with(Map.of("emoji", "🎉")), posted);
    call("POST", REACTIONS, as(other).body(Map.of("emoji", "🎉")), posted);
    call("GET", REACTION, as(user), posted, "🎉");
    call("GET", MESSAGE, as(user), channel, posted);
    call("DELETE", REACTION_OF, as(user), posted, "🎉", other);
    call("DELETE", REACTION, as(user), posted, "🎉");
    call("PUT", PIN, as(user), channel, posted);
    call("GET", PINS, as(user), channel);
    call("DELETE", PIN, as(user), channel, posted);
  }

  private void searches() {
    long channel = FilledDatabase.channel(9);
    for (Map<String, ?> query :
        List.of(
            Map.of("q", "the"),
            Map.of("q", "word4321"),
            Map.of("q", "e"),
            Map.of("q", "the word77", "sort", "relevance"),
            Map.of("author_id", 10_005),
            Map.of("pinned", true),
            Map.of("has", "file"),
            Map.of("q", "nowhere"))) {
      call(
          "GET",
          "/api/servers/{id}/messages/search",
          as(user).queryParams(query),
          FilledDatabase.GUILD);
      call("GET", CHANNEL_SEARCH, as(user).queryParams(query), channel);
    }
  }

  private void files() {
    long channel = FilledDatabase.channel(7);
    var upload =
        as(user).contentType("multipart/form-data").multiPart("file", "a.txt", new byte[] {'a'});
    String id = call("POST", UPLOADS, upload, channel).path("id");
    String carrier =
        call("POST", MESSAGES, with(Map.of("attachment_ids", List.of(id))), channel).path("id");
    call("GET", "/api/attachments/{id}/{filename}", as(user), id, "a.txt");
    var without = Map.of("content", "no file", "attachment_ids", List.of());
    call("PATCH", MESSAGE, with(without), channel, carrier);
  }

  private void removals(String posted) {
    long channel = FilledDatabase.channel(7);
    call("DELETE", MESSAGE, as(user), channel, posted);
    var last = call("POST", MESSAGES, with(Map.of("content", "the last")), channel);
    call("DELETE", SHORT, as(user), last.<String>path("id"));
    var ids =
        List.of(
            call("POST", MESSAGES, with(Map.of("content", "one")), channel).<String>path("id"),
            call("POST", MESSAGES, with(Map.of("content", "two")), channel).<String>path("id"));
    call("POST", BULK_DELETE, with(Map.of("messages", ids)), channel);
  }
}
