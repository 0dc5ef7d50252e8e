package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "3f1c-4A.b_9", "0123456789012345678901234567890123456789"})
  void keepsAWellFormedOne(String id) {
    assertEquals(id, RequestIds.accept(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "ä", "<script>", "a/b"})
  void replacesAnyOther(String id) {
    assertTrue(RequestIds.accept(id).matches("[0-9a-f]{32}"));
  }

  @Test
  void replacesOneThatIsTooLong() {
    assertEquals(64, RequestIds.accept("a".repeat(64)).length());
    assertEquals(32, RequestIds.accept("a".repeat(65)).length());
  }

  @Test
  void makesANewOneEachTime() {
    assertNotEquals(RequestIds.accept(null), RequestIds.accept(null));
  }
}
