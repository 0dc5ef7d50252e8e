package together.e2e.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CursorTest {

  private static Cursor cursor(String json) {
    return Cursor.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void movesOnByTheIdsItSees() {
    var cursor = cursor("{\"epoch\":\"a\",\"at\":{\"m3\":5,\"g0\":-1}}");
    cursor.seen("m3-6");
    cursor.seen("g0-0");
    cursor.seen("v7-100");
    assertEquals(6, cursor.at("m3"));
    assertEquals(0, cursor.at("g0"));
    assertEquals(100, cursor.at("v7"));
    assertEquals(-1, cursor.at("u0"));
  }

  @Test
  void neverGoesBack() {
    var cursor = cursor("{\"epoch\":\"a\",\"at\":{\"m3\":5}}");
    cursor.seen("m3-4");
    assertEquals(5, cursor.at("m3"));
  }

  @Test
  void takesThePlatformsCursorOfQuietPartitionsAndKeepsWhatItHasSeenSince() {
    var cursor = cursor("{\"epoch\":\"a\",\"at\":{\"m3\":5,\"g0\":1}}");
    cursor.seen("m3-9");
    var moved = cursor.moved(cursor("{\"epoch\":\"a\",\"at\":{\"m3\":7,\"g0\":4}}"));
    assertEquals(9, moved.at("m3"));
    assertEquals(4, moved.at("g0"));
  }

  @Test
  void forgetsThePositionsOfAnotherEpoch() {
    var moved =
        cursor("{\"epoch\":\"a\",\"at\":{\"m3\":500}}")
            .moved(cursor("{\"epoch\":\"b\",\"at\":{\"m3\":7}}"));
    assertEquals(7, moved.at("m3"));
  }

  @Test
  void isSentAsItCame() {
    var json = "{\"epoch\":\"a\",\"at\":{\"m3\":5}}";
    assertEquals(
        Json.parse(json.getBytes(StandardCharsets.UTF_8)),
        Json.parse(Json.bytes(cursor(json).json())));
  }

  @Test
  void refusesWhatIsNoPosition() {
    var cursor = cursor("{\"epoch\":\"a\",\"at\":{}}");
    assertThrows(IllegalArgumentException.class, () -> cursor.seen("17"));
  }
}
