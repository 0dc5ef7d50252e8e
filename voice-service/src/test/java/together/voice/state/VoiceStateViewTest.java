package together.voice.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import together.platform.json.JsonRules;
import together.platform.json.ProtoJson;

class VoiceStateViewTest {
  private final ObjectMapper mapper = new ObjectMapper();

  VoiceStateViewTest() {
    new JsonRules().customize(mapper);
  }

  @Test
  void restShowsWhatEventsShow() throws JsonProcessingException {
    var state =
        new VoiceState(1, 2, 3, "session", "node", true, false, false, true, 9, Instant.EPOCH);
    var event = new String(ProtoJson.bytes(VoiceEvents.proto(state)), UTF_8);
    var view = mapper.writeValueAsString(VoiceStateView.of(state));
    assertEquals(mapper.readTree(event), mapper.readTree(view));
  }
}
