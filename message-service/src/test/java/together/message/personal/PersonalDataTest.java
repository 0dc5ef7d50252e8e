package together.message.personal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.proto.PersonalDataGrpc.PersonalDataBlockingStub;
import together.proto.PersonalDataRequest;
import together.proto.PersonalFileRequest;
import together.proto.PersonalFilesGrpc.PersonalFilesBlockingStub;
import together.proto.PersonalLine;

/** What is told of a user who asks for all that is held. */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class PersonalDataTest {
  private static final long ALL =
      Channels.ALL | Permission.of(Permission.ADD_REACTIONS, Permission.ATTACH_FILES);

  @Inject Channels channels;

  @GrpcClient("messages")
  PersonalDataBlockingStub personal;

  @GrpcClient("messages")
  PersonalFilesBlockingStub files;

  private long user;
  private long other;

  @BeforeEach
  void makeUsers() {
    user = channels.newId();
    other = channels.newId();
  }

  private long channel() {
    long channel = channels.newId();
    channels.grant(user, channel, ALL);
    channels.grant(other, channel, ALL);
    return channel;
  }

  private List<PersonalLine> all(long of) {
    var lines = new ArrayList<PersonalLine>();
    var cursor = "";
    do {
      var page =
          personal.page(PersonalDataRequest.newBuilder().setUserId(of).setCursor(cursor).build());
      lines.addAll(page.getLinesList());
      cursor = page.getNext();
    } while (!cursor.isEmpty());
    assertFilesAreWhole(lines);
    return lines;
  }

  /** All lines of a file follow each other: a zip cannot take them otherwise. */
  private static void assertFilesAreWhole(List<PersonalLine> lines) {
    var ended = new HashSet<String>();
    var current = "";
    for (var line : lines) {
      if (!line.getFile().equals(current)) {
        assertTrue(ended.add(line.getFile()), line.getFile() + " comes twice");
        current = line.getFile();
      }
    }
  }

  private static List<JsonPath> of(List<PersonalLine> lines, String file) {
    return lines.stream()
        .filter(line -> line.getFile().equals(file))
        .map(line -> JsonPath.from(line.getJson()))
        .toList();
  }

  private String upload(long channel, byte[] bytes) {
    return channels
        .as(user)
        .contentType("multipart/form-data")
        .multiPart("file", "a cat.bin", bytes)
        .post("/api/channels/{id}/attachments", channel)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private byte[] read(long as, long id) {
    var bytes = new ByteArrayOutputStream();
    while (true) {
      var request =
          PersonalFileRequest.newBuilder().setUserId(as).setId(id).setOffset(bytes.size()).build();
      var part = files.read(request).getBytes();
      if (part.isEmpty()) {
        return bytes.toByteArray();
      }
      bytes.writeBytes(part.toByteArray());
    }
  }

  @Test
  void tellsWhatWasWrittenInEachChannelAndNothingOfOthers() {
    long first = channel();
    long second = channel();
    var expected = new ArrayList<String>();
    for (int i = 0; i < 120; i++) {
      channels.post(user, first, "mine " + i, "a" + i);
      channels.post(other, first, "theirs " + i, "b" + i);
      expected.add("mine " + i);
    }
    channels.post(user, second, "elsewhere", "c");
    var lines = all(user);
    var written =
        of(lines, "messages/" + first + ".jsonl").stream()
            .map(m -> m.getString("content"))
            .toList();
    assertEquals(expected, written);
    assertEquals(1, of(lines, "messages/" + second + ".jsonl").size());
    assertFalse(lines.stream().anyMatch(line -> line.getJson().contains("theirs")));
  }

  @Test
  void tellsReactionsMarksAndSettings() {
    long channel = channel();
    String theirs = channels.post(other, channel, "hello", "n").path("id");
    var thumb = Map.of("emoji", "👍");
    channels.as(user).body(thumb).post("/api/messages/{id}/reactions", theirs);
    channels.as(other).body(thumb).post("/api/messages/{id}/reactions", theirs);
    channels.as(user).body(Map.of("message_id", theirs)).post("/api/channels/{id}/ack", channel);
    var muted = Map.of("channel_id", Long.toString(channel), "muted", true);
    channels
        .as(user)
        .body(Map.of("channels", List.of(muted)))
        .patch("/api/users/@me/notification-settings");
    var lines = all(user);
    var reaction = of(lines, "reactions.jsonl").getFirst();
    assertEquals(theirs, reaction.getString("message_id"));
    assertEquals("👍", reaction.getString("emoji"));
    assertEquals(1, of(lines, "reactions.jsonl").size());
    assertEquals(theirs, of(lines, "read_states.jsonl").getFirst().getString("last_read_id"));
    var settings = of(lines, "notification_settings.jsonl").getFirst();
    assertEquals(Long.toString(channel), settings.getString("channels[0].channel_id"));
  }

  @Test
  void filesAreToldAndReadInPartsByTheirOwnerAlone() {
    long channel = channel();
    var bytes = new byte[(1 << 20) + 4_711];
    new Random(1).nextBytes(bytes);
    var id = upload(channel, bytes);
    channels
        .as(user)
        .body(Map.of("content", "look", "attachment_ids", List.of(id)))
        .post("/api/channels/{id}/messages", channel)
        .then()
        .statusCode(201);
    upload(channel, new byte[] {1, 2, 3});
    var lines = all(user);
    var told = of(lines, "attachments.jsonl");
    assertEquals(2, told.size());
    assertEquals("a cat.bin", told.getFirst().getString("filename"));
    var content =
        lines.stream().filter(PersonalLine::hasContent).findFirst().orElseThrow().getContent();
    assertEquals(bytes.length, content.getSize());
    assertArrayEquals(bytes, read(user, content.getId()));
    var refused = assertThrows(StatusRuntimeException.class, () -> read(other, content.getId()));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
    assertThrows(StatusRuntimeException.class, () -> read(user, 1));
  }

  @Test
  void ofNobodyThereAreDefaultsAloneAndNoCursorIsMadeUp() {
    assertEquals(
        List.of("notification_settings.jsonl"),
        all(user).stream().map(PersonalLine::getFile).toList());
    for (var wrong : List.of("x", "5:0:0", "2:1", "2:-1:0", "2:9999999999999999999:0")) {
      var request = PersonalDataRequest.newBuilder().setUserId(user).setCursor(wrong).build();
      assertThrows(StatusRuntimeException.class, () -> personal.page(request), wrong);
    }
  }
}
