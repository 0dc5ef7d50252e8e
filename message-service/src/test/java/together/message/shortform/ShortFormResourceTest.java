package together.message.shortform;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class ShortFormResourceTest {
  private static final String SHORT = "/api/messages/{message}";

  @Inject Channels channels;

  @Test
  void doesAsTheLongFormDoes() {
    long channel = channels.newId();
    long author = channels.member(channel);
    var posted = channels.post(author, channel, "hello", null);
    String id = posted.path("id");

    assertEquals(posted.asString(), channels.as(author).get(SHORT, id).asString());
    channels
        .as(author)
        .body("{\"content\":\"new\"}")
        .patch(SHORT, id)
        .then()
        .statusCode(200)
        .body("content", equalTo("new"));
    channels.as(author).delete(SHORT, id).then().statusCode(204);
    channels.as(author).get(SHORT, id).then().statusCode(404);
  }

  @Test
  void tellsNobodyOfAMessageInAChannelTheyMayNotView() {
    long channel = channels.newId();
    String id = channels.post(channels.member(channel), channel, "secret", null).path("id");
    long blind = channels.newId();
    var hidden = channels.as(blind).get(SHORT, id);
    var unknown = channels.as(blind).get(SHORT, "1");

    hidden.then().statusCode(404).body("code", equalTo("UNKNOWN_MESSAGE"));
    assertEquals(unknown.asString(), hidden.asString());
    channels.as(blind).delete(SHORT, id).then().statusCode(404);
    channels.as(blind).body("{\"content\":\"x\"}").patch(SHORT, id).then().statusCode(404);
  }
}
