package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import together.platform.json.JsonRules;
import together.platform.json.ProtoJson;

class UserViewTest {
  private final ObjectMapper mapper = new ObjectMapper();

  UserViewTest() {
    new JsonRules().customize(mapper);
  }

  private void assertSame(User user) throws JsonProcessingException {
    var event =
        new String(
            ProtoJson.bytes(UserEvents.proto(user)), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        mapper.readTree(event), mapper.readTree(mapper.writeValueAsString(UserView.of(user))));
  }

  @Test
  void restShowsWhatEventsShow() throws JsonProcessingException {
    var name = Username.of("Alice").orElseThrow();
    var user = new User(1573522342213058560L, name, null, "hash", Instant.EPOCH);
    assertSame(user);
    user.globalName = "Alice in \"Wonderland\"";
    user.avatar = "0123abcd";
    user.bot = true;
    assertSame(user);
  }
}
