package together.platform.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.platform.json.JsonRules;

class PatchTest {
  private final ObjectMapper mapper = new ObjectMapper();

  record Body(Patch<String> name, Patch<Long> parentId) {}

  @BeforeEach
  void applyRules() {
    new JsonRules().customize(mapper);
  }

  private Body read(String json) throws Exception {
    return mapper.readValue(json, Body.class);
  }

  @Test
  void tellsAbsentFromNullFromGiven() throws Exception {
    assertEquals(new Patch.Absent<>(), read("{}").name());
    assertEquals(new Patch.Given<>(null), read("{\"name\": null}").name());
    assertEquals(new Patch.Given<>("x"), read("{\"name\": \"x\"}").name());
    assertEquals(new Patch.Given<>(7L), read("{\"parent_id\": \"7\"}").parentId());
  }

  @Test
  void refusesAnotherType() {
    assertThrows(JsonMappingException.class, () -> read("{\"name\": 7}"));
    assertThrows(JsonMappingException.class, () -> read("{\"parent_id\": 7}"));
  }

  @Test
  void keepsWhatIsAbsent() {
    assertEquals("old", new Patch.Absent<String>().apply("old", text -> "rule of " + text));
    assertEquals("rule of new", new Patch.Given<>("new").apply("old", text -> "rule of " + text));
    assertEquals(
        "rule of null", new Patch.Given<String>(null).apply("old", text -> "rule of " + text));
  }
}
