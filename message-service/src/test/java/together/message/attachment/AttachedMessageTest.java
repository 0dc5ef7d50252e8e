package together.message.attachment;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.attachment.picture.Photos;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;

/** Messages that carry files. */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class AttachedMessageTest {
  private static final String MESSAGES = "/api/channels/{id}/messages";
  private static final long ALL = Channels.ALL | Permission.of(Permission.ATTACH_FILES);

  @Inject Channels channels;
  @Inject UploadSweep sweep;
  private long channel;
  private long author;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = member(channel);
  }

  private long member(long channelId) {
    long userId = channels.newId();
    channels.grant(userId, channelId, ALL);
    return userId;
  }

  private Response upload(long userId, long channelId, byte[] bytes) {
    var answer =
        channels
            .as(userId)
            .contentType("multipart/form-data")
            .multiPart("file", "a.bin", bytes)
            .post("/api/channels/{id}/attachments", channelId);
    answer.then().statusCode(201);
    return answer;
  }

  private String uploaded() {
    return upload(author, channel, new byte[] {1, 2, 3}).path("id");
  }

  private Response post(long userId, Map<String, Object> fields, String... ids) {
    var body = new HashMap<String, Object>(fields);
    body.put("attachment_ids", List.of(ids));
    return channels.as(userId).body(body).post(MESSAGES, channel);
  }

  private static void assertUnknown(Response answer) {
    answer
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("attachment_ids"))
        .body("errors[0].code", equalTo("UNKNOWN_ATTACHMENT"));
  }

  @Test
  void carriesItsFilesWhereverItIsShown() throws Exception {
    var first = uploaded();
    var second = uploaded();
    var posted = post(author, Map.of("content", "two"), second, first);
    posted
        .then()
        .statusCode(201)
        .body("attachments", hasSize(2))
        .body("attachments[0].id", equalTo(first))
        .body("attachments[1].id", equalTo(second))
        .body("attachments[0].size", equalTo(3));
    var told = MessageLog.of(channel, 1).getFirst().event().getMessageCreate();
    assertEquals(Long.parseLong(second), told.getAttachments(1).getId());
    long reader = member(channel);
    var answer =
        channels
            .as(reader)
            .body(
                Map.of(
                    "content",
                    "seen",
                    "message_reference",
                    Map.of("message_id", posted.<String>path("id"))))
            .post(MESSAGES, channel);
    answer.then().statusCode(201).body("referenced_message.attachments", hasSize(2));
    channels
        .as(reader)
        .get(MESSAGES, channel)
        .then()
        .body("[0].attachments", empty())
        .body("[0].referenced_message.attachments", hasSize(2))
        .body("[1].attachments[0].id", equalTo(first));
    channels.as(reader).get(posted.<String>path("attachments[0].url")).then().statusCode(200);
  }

  @Test
  void needsNoText() {
    post(author, Map.of(), uploaded()).then().statusCode(201).body("content", equalTo(""));
    post(author, Map.of("content", " "), uploaded()).then().statusCode(422);
    post(author, Map.of()).then().statusCode(422).body("errors[0].field", equalTo("content"));
  }

  @Test
  void losesItsTextByAnEditButNotItsFiles() {
    var id = post(author, Map.of("content", "x"), uploaded()).<String>path("id");
    var message = MESSAGES + "/{message_id}";
    channels
        .as(author)
        .body("{\"content\": null}")
        .patch(message, channel, id)
        .then()
        .statusCode(200)
        .body("content", equalTo(""))
        .body("attachments", hasSize(1));
  }

  private Response edit(String id, Map<String, Object> fields) {
    return channels.as(author).body(fields).patch(MESSAGES + "/{message_id}", channel, id);
  }

  @Test
  void losesTheFilesThatAnEditDoesNotKeep() throws Exception {
    var photo = upload(author, channel, Photos.jpeg(40, 30));
    var kept = uploaded();
    var id = post(author, Map.of(), photo.path("id"), kept).<String>path("id");
    assertFound("image", id);
    edit(id, Map.of("attachment_ids", List.of(kept)))
        .then()
        .statusCode(200)
        .body("attachments.id", equalTo(List.of(kept)));
    var told = MessageLog.of(channel, 2).getLast().event().getMessageUpdate();
    assertEquals(1, told.getAttachmentsCount());
    channels.as(author).get(photo.<String>path("url")).then().statusCode(404);
    assertFound("image");
    assertFound("file", id);
    // Nothing would be left of it.
    edit(id, Map.of("attachment_ids", List.of())).then().statusCode(422);
    var none = new HashMap<String, Object>(Map.of("content", "text"));
    none.put("attachment_ids", null);
    edit(id, none)
        .then()
        .statusCode(200)
        .body("attachments", empty())
        .body("content", equalTo("text"));
    assertFound("file");
    assertTrue(sweep.sweep() >= 2);
  }

  @Test
  void anEditKeepsOnlyWhatTheMessageHas() {
    var own = uploaded();
    var free = uploaded();
    var id = post(author, Map.of("content", "x"), own).<String>path("id");
    assertUnknown(edit(id, Map.of("attachment_ids", List.of(own, free))));
    for (var wrong : List.of(Map.of(), List.of(17), List.of("no id"))) {
      edit(id, Map.of("attachment_ids", wrong))
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("attachment_ids"));
    }
    edit(id, Map.of("attachment_ids", List.of(own)))
        .then()
        .statusCode(200)
        .body("edited_timestamp", nullValue());
  }

  @Test
  void aFileIsCarriedByOneMessage() {
    var file = uploaded();
    post(author, Map.of("content", "a"), file).then().statusCode(201);
    assertUnknown(post(author, Map.of("content", "b"), file));
  }

  @Test
  void aRepeatedNonceIsAnsweredWithItsFiles() {
    var file = uploaded();
    var first = post(author, Map.of("nonce", "n"), file);
    first.then().statusCode(201);
    post(author, Map.of("nonce", "n"), file)
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")))
        .body("attachments[0].id", equalTo(file));
  }

  @Test
  void ofManyPostsAtOnceOneGetsTheFile() throws Exception {
    var file = uploaded();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts =
          IntStream.range(0, 10)
              .<Callable<Integer>>mapToObj(
                  i -> () -> post(author, Map.of("content", "x" + i), file).statusCode())
              .toList();
      var statuses = new ArrayList<Integer>();
      for (var done : callers.invokeAll(posts)) {
        statuses.add(done.get());
      }
      assertEquals(
          1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
      assertEquals(
          9, statuses.stream().filter(status -> status == 422).count(), statuses::toString);
    }
    channels.as(author).get(MESSAGES, channel).then().body("", hasSize(1));
  }

  @Test
  void takesOnlyOnesOwnOfThisChannel() {
    var mine = uploaded();
    assertUnknown(post(member(channel), Map.of("content", "x"), mine));
    long elsewhere = channels.newId();
    channels.grant(author, elsewhere, ALL);
    var there = upload(author, elsewhere, new byte[] {1}).<String>path("id");
    assertUnknown(post(author, Map.of("content", "x"), mine, there));
    assertUnknown(post(author, Map.of("content", "x"), "17"));
    // Nothing of it was written, and the file is still free.
    post(author, Map.of("content", "x"), mine).then().statusCode(201);
  }

  @Test
  void needsThePermissionStill() {
    var file = uploaded();
    channels.grant(author, channel, Channels.ALL);
    post(author, Map.of("content", "x"), file)
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"));
  }

  @Test
  void takesTenFiles() {
    var ids = IntStream.range(0, 11).mapToObj(i -> uploaded()).toArray(String[]::new);
    post(author, Map.of("content", "x"), ids)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("TOO_MANY"));
    post(author, Map.of("content", "x"), Arrays.copyOf(ids, 10)).then().statusCode(201);
  }

  @Test
  void whenItIsDeletedItsFilesGoToo() {
    var file = upload(author, channel, new byte[25 * 1024 * 1024]);
    var more = upload(author, channel, new byte[25 * 1024 * 1024]).<String>path("id");
    var posted = post(author, Map.of("content", "x"), file.<String>path("id"), more);
    posted.then().statusCode(201);
    sweep.sweep();
    var url = file.<String>path("url");
    channels.as(author).get(url).then().statusCode(200);
    channels
        .as(author)
        .delete(MESSAGES + "/{message_id}", channel, posted.path("id"))
        .then()
        .statusCode(204);
    channels.as(author).get(url).then().statusCode(404);
    assertTrue(sweep.sweep() >= 2);
    // There is room again.
    upload(author, channel, new byte[20 * 1024 * 1024]);
  }

  @Test
  void aLargePictureHasAPreview() throws Exception {
    var picture = upload(author, channel, Photos.jpeg(1200, 300));
    picture.then().body("width", equalTo(1200)).body("height", equalTo(300));
    var preview = picture.<String>path("preview_url");
    assertEquals(picture.<String>path("url") + "?preview=true", preview);
    var got = channels.as(author).get(preview);
    got.then().statusCode(200).header("Content-Type", "image/jpeg");
    var shown = ImageIO.read(new ByteArrayInputStream(got.asByteArray()));
    assertEquals(400, shown.getWidth());
    assertEquals(100, shown.getHeight());
    post(author, Map.of(), picture.<String>path("id"))
        .then()
        .statusCode(201)
        .body("attachments[0].preview_url", equalTo(preview));
  }

  @Test
  void isFoundByWhatItCarries() throws Exception {
    var plain = post(author, Map.of("content", "plain")).<String>path("id");
    var file = post(author, Map.of("content", "file"), uploaded()).<String>path("id");
    var photo = upload(author, channel, Photos.jpeg(40, 30)).<String>path("id");
    var picture = post(author, Map.of(), photo, uploaded()).<String>path("id");
    assertFound("file", picture, file);
    assertFound("image", picture);
    assertTrue(Long.parseLong(plain) < Long.parseLong(file));
  }

  private void assertFound(String has, String... ids) {
    channels
        .as(author)
        .get(MESSAGES + "/search?has=" + has, channel)
        .then()
        .statusCode(200)
        .body("messages.id", equalTo(List.of(ids)));
  }

  @Test
  void aSmallOneHasNone() throws Exception {
    var picture = upload(author, channel, Photos.jpeg(40, 30));
    picture.then().body("preview_url", nullValue());
    channels
        .as(author)
        .get(picture.<String>path("url") + "?preview=true")
        .then()
        .statusCode(200)
        .header("Content-Length", equalTo(Integer.toString(picture.<Integer>path("size"))));
  }
}
