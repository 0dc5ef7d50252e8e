package together.message.readstate;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.proto.ReadState;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class ReadStateResourceTest {
  private static final String ROUTE = "/api/channels/{id}/ack";

  @Inject Channels channels;
  @Inject ReadStateService service;
  private long channel;
  private long reader;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    reader = channels.member(channel);
  }

  private long post() {
    String id = channels.post(reader, channel, "x", null).path("id");
    return Long.parseLong(id);
  }

  private void acknowledge(long messageId) {
    acknowledge(channel, messageId);
  }

  private void acknowledge(long channelId, long messageId) {
    channels
        .as(reader)
        .body(Map.of("message_id", Long.toString(messageId)))
        .post(ROUTE, channelId)
        .then()
        .statusCode(204);
  }

  private ReadState state() {
    return service.states(reader, List.of(channel), List.of()).getFirst();
  }

  @Test
  void nothingIsReadAtFirst() {
    assertEquals(List.of(), service.states(reader, List.of(channel), List.of()));
    long id = post();
    assertFalse(state().hasLastReadId());
    assertEquals(id, state().getLastMessageId());
  }

  @Test
  void movesForwardsOnly() throws Exception {
    long first = post();
    long second = post();
    acknowledge(second);
    acknowledge(first);
    acknowledge(second);
    assertEquals(second, state().getLastReadId());
    acknowledge(second);
    var entries = MessageLog.of(reader, 1);
    assertEquals(1, entries.size());
    var entry = entries.getFirst();
    assertEquals(second, entry.event().getReadStateUpdate().getLastReadId());
    assertEquals(second, entry.event().getReadStateUpdate().getLastMessageId());
    assertEquals("together.message.v1.read_state_update", entry.header("ce_type"));
    assertEquals(Long.toString(reader), entry.header("ce_subject"));
    assertEquals(Long.toString(reader), entry.header("user_id"));
    assertEquals(Long.toString(channel), entry.header("channel_id"));
  }

  @Test
  void aReadersMarksHaveASequenceOfTheirOwn() throws Exception {
    long other = channels.newId();
    channels.grant(reader, other, Channels.ALL);
    String elsewhere = channels.post(reader, other, "y", null).path("id");
    acknowledge(post());
    acknowledge(other, Long.parseLong(elsewhere));
    acknowledge(post());
    var entries = MessageLog.of(reader, 3);
    assertEquals(List.of(1L, 2L, 3L), entries.stream().map(e -> e.event().getSeq()).toList());
    assertEquals(List.of("1", "2", "3"), entries.stream().map(e -> e.header("seq")).toList());
    assertEquals(other, entries.get(1).event().getReadStateUpdate().getChannelId());
    // The channel's own sequence tells of its messages alone.
    assertEquals(2, MessageLog.of(channel, 2).getLast().event().getSeq());
  }

  @Test
  void marksSetAtOnceAreToldWithoutAGap() throws Exception {
    var marks = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 12; i++) {
      long other = channels.newId();
      channels.grant(reader, other, Channels.ALL);
      String id = channels.post(reader, other, "y", null).path("id");
      marks.add(() -> {
        acknowledge(other, Long.parseLong(id));
        return true;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(marks)) {
        assertTrue(done.get());
      }
    }
    assertEquals(
        LongStream.rangeClosed(1, 12).boxed().toList(),
        MessageLog.of(reader, 12).stream().map(entry -> entry.event().getSeq()).toList());
  }

  @Test
  void nobodyReadsBeyondWhatWasSaid() {
    long last = post();
    acknowledge(Long.MAX_VALUE);
    assertEquals(last, state().getLastReadId());
  }

  @Test
  void anEmptyChannelHasNothingToRead() {
    acknowledge(5);
    assertTrue(service.states(reader, List.of(channel), List.of()).isEmpty());
  }

  @Test
  void aReadersMarkIsTheirsAlone() {
    long id = post();
    acknowledge(id);
    long other = channels.member(channel);
    assertFalse(service.states(other, List.of(channel), List.of()).getFirst().hasLastReadId());
  }

  @Test
  void needsSightOfTheChannelAndAMessage() {
    long blind = channels.newId();
    channels
        .as(blind)
        .body("{\"message_id\":\"1\"}")
        .post(ROUTE, channel)
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
    for (var body : List.of("", "{}", "{\"message_id\":null}")) {
      channels
          .as(reader)
          .body(body)
          .post(ROUTE, channel)
          .then()
          .statusCode(422)
          .body("errors.field", contains("message_id"));
    }
    channels.as(reader).body("{\"message_id\":1}").post(ROUTE, channel).then().statusCode(422);
  }
}
