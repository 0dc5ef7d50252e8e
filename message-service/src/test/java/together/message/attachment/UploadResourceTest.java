package together.message.attachment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.attachment.picture.Photos;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class UploadResourceTest {
  private static final String ROUTE = "/api/channels/{id}/attachments";
  private static final long ALL = Channels.ALL | Permission.of(Permission.ATTACH_FILES);

  @Inject Channels channels;
  @Inject UploadSweep sweep;
  private long channel;
  private long uploader;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    uploader = channels.newId();
    channels.grant(uploader, channel, ALL);
  }

  private Response upload(long userId, String name, byte[] bytes) {
    return channels
        .as(userId)
        .contentType("multipart/form-data")
        .multiPart("file", name, bytes, "image/png")
        .post(ROUTE, channel);
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private String uploaded(String name, byte[] bytes) {
    var answer = upload(uploader, name, bytes);
    answer.then().statusCode(201);
    return answer.path("url");
  }

  @Test
  void takesAFileAndGivesItBack() {
    var bytes = bytes(3_000_000);
    var answer = upload(uploader, "../a b?.bin", bytes);
    answer
        .then()
        .statusCode(201)
        .body("filename", equalTo("a b.bin"))
        .body("size", equalTo(bytes.length))
        .body("content_type", equalTo("application/octet-stream"))
        .body("width", nullValue());
    var url = answer.<String>path("url");
    assertEquals("/api/attachments/" + answer.path("id") + "/a%20b.bin", url);
    var got = channels.as(uploader).urlEncodingEnabled(false).get(url);
    got.then()
        .statusCode(200)
        .header("Content-Type", equalTo("application/octet-stream"))
        .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''a%20b.bin"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Content-Security-Policy", equalTo("sandbox; default-src 'none'"));
    assertArrayEquals(bytes, got.asByteArray());
  }

  @Test
  void theContentSaysWhatItIs() throws Exception {
    upload(uploader, "photo.txt", Photos.jpeg(60, 40))
        .then()
        .statusCode(201)
        .body("content_type", equalTo("image/jpeg"))
        .body("width", equalTo(60))
        .body("height", equalTo(40));
    var page = "<!DOCTYPE html><html><script>alert(1)</script></html>";
    var url = uploaded("picture.png", page.getBytes(StandardCharsets.UTF_8));
    channels
        .as(uploader)
        .get(url)
        .then()
        .statusCode(200)
        .header("Content-Type", equalTo("text/html"))
        .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''picture.png"));
  }

  @Test
  void givesPartsAndSparesWhatTheCallerHas() {
    var bytes = bytes(100_000);
    var url = uploaded("x.bin", bytes);
    var part = channels.as(uploader).header("Range", "bytes=70000-").get(url);
    part.then().statusCode(206).header("Content-Range", equalTo("bytes 70000-99999/100000"));
    assertArrayEquals(Arrays.copyOfRange(bytes, 70_000, 100_000), part.asByteArray());
    channels
        .as(uploader)
        .header("Range", "bytes=100000-")
        .get(url)
        .then()
        .statusCode(416)
        .contentType("application/problem+json")
        .body("code", equalTo("RANGE_NOT_SATISFIABLE"))
        .header("Content-Range", equalTo("bytes */100000"));
    var etag = part.getHeader("ETag");
    channels.as(uploader).header("If-None-Match", etag).get(url).then().statusCode(304);
    channels
        .as(uploader)
        .header("Range", "bytes=0-0")
        .header("If-Range", "\"another\"")
        .get(url)
        .then()
        .statusCode(200);
    channels.as(uploader).head(url).then().statusCode(200).header("Content-Length", "100000");
  }

  @Test
  void nobodyElseGetsAFileThatNoMessageCarries() {
    var url = uploaded("x.bin", bytes(10));
    long other = channels.member(channel);
    channels.as(other).get(url).then().statusCode(404).body("code", equalTo("UNKNOWN_ATTACHMENT"));
  }

  @Test
  void whoLosesTheChannelLosesItsFiles() {
    var url = uploaded("x.bin", bytes(10));
    channels.grant(uploader, channel, 0);
    channels.as(uploader).get(url).then().statusCode(404);
  }

  @Test
  void needsThePermissionToAttach() {
    long member = channels.member(channel);
    upload(member, "x", bytes(1))
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"));
    upload(channels.newId(), "x", bytes(1)).then().statusCode(404);
  }

  @Test
  void refusesWhatIsEmptyOrMissingOrTooLarge() {
    upload(uploader, "x", new byte[0]).then().statusCode(422);
    channels
        .as(uploader)
        .contentType("multipart/form-data")
        .multiPart("other", "x", bytes(1))
        .post(ROUTE, channel)
        .then()
        .statusCode(422);
    channels.as(uploader).body("{}").post(ROUTE, channel).then().statusCode(415);
    upload(uploader, "x", new byte[50 * 1024 * 1024 + 1])
        .then()
        .statusCode(413)
        .body("code", equalTo("PAYLOAD_TOO_LARGE"));
  }

  @Test
  void takesTheLargestFile() {
    upload(uploader, "x", new byte[50 * 1024 * 1024]).then().statusCode(201);
  }

  @Test
  void aUsersFilesHaveAQuota() {
    long most = 0;
    int status = 201;
    for (int i = 0; i < 5 && status == 201; i++) {
      status = upload(uploader, "x", bytes(25 * 1024 * 1024)).statusCode();
      most++;
    }
    // 60 MiB in these tests.
    assertEquals(3, most);
    assertEquals(403, status);
    upload(uploader, "x", bytes(10)).then().statusCode(201);
  }

  @Test
  void theSweepTakesWhatNobodyUsedAndGivesItsRoomBack() {
    var url = uploaded("x.bin", bytes(25 * 1024 * 1024));
    uploaded("x.bin", bytes(25 * 1024 * 1024));
    upload(uploader, "x", bytes(20 * 1024 * 1024)).then().statusCode(403);
    // An upload waits for its message for no time at all in these tests.
    assertTrue(sweep.sweep() >= 2);
    channels.as(uploader).get(url).then().statusCode(404);
    upload(uploader, "x", bytes(20 * 1024 * 1024)).then().statusCode(201);
  }
}
