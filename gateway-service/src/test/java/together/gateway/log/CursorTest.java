package together.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsWhatItWrote() throws IOException {
    var at = new Positions(3);
    at.set(Log.MESSAGE, 2, 10_234);
    at.set(Log.GUILD, 0, 0);
    var cursor = new Cursor("cluster", at);
    assertEquals(cursor, Cursor.parse(written(cursor)));
    assertEquals(10_234, written(cursor).path("at").path("m2").longValue());
    assertEquals(-1, written(cursor).path("at").path("v1").longValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"epoch\":1,\"at\":{}}",
        "{\"epoch\":\"e\",\"at\":{}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":1}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":1,\"g0\":1,\"u0\":1,\"v1\":1}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":1,\"g0\":1,\"u0\":1,\"v0\":-2}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":1.5,\"g0\":1,\"u0\":1,\"v0\":1}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":\"1\",\"g0\":1,\"u0\":1,\"v0\":1}}",
        "{\"epoch\":\"e\",\"at\":{\"m0\":99999999999999999999,\"g0\":1,\"u0\":1,\"v0\":1}}"
      })
  void refusesWhatIsNone(String text) throws IOException {
    var node = JSON.readTree(text);
    assertThrows(IllegalArgumentException.class, () -> Cursor.parse(node));
  }

  @Test
  void refusesMorePartitionsThanThereCanBe() {
    var node = JSON.createObjectNode().put("epoch", "e");
    var at = node.putObject("at");
    for (int i = 0; i < 5_000; i++) {
      at.put("x" + i, 1);
    }
    assertThrows(IllegalArgumentException.class, () -> Cursor.parse(node));
  }

  @Test
  void positionsCoverOthersOnlyWhenNoneIsBehind() {
    var one = new Positions(2);
    var other = new Positions(2);
    assertTrue(one.covers(other));
    other.set(Log.VOICE, 1, 5);
    assertFalse(one.covers(other));
    one.set(Log.VOICE, 1, 5);
    one.set(Log.USER, 0, 1);
    assertTrue(one.covers(other));
  }

  private static JsonNode written(Cursor cursor) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      cursor.write(json);
    }
    return JSON.readTree(text.toString());
  }
}
