package together.message.readstate;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.proto.MessageEvent.EventCase;
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
    channels
        .as(reader)
        .body(Map.of("message_id", Long.toString(messageId)))
        .post(ROUTE, channel)
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
    post();
    var events =
        MessageLog.of(channel, 4).stream()
            .filter(entry -> entry.event().getEventCase() == EventCase.READ_STATE_UPDATE)
            .toList();
    assertEquals(1, events.size());
    var entry = events.getFirst();
    assertEquals(second, entry.event().getReadStateUpdate().getLastReadId());
    assertEquals(second, entry.event().getReadStateUpdate().getLastMessageId());
    assertEquals(0, entry.event().getSeq());
    assertEquals(Long.toString(reader), entry.header("user_id"));
    assertEquals("", entry.header("seq"));
    assertEquals("together.message.v1.read_state_update", entry.header("ce_type"));
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
