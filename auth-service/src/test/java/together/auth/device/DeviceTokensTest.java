package together.auth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class DeviceTokensTest {
  @Inject DeviceTokens tokens;

  @Test
  void tellsDevicesOfItsUserApart() {
    var one = tokens.issue(7);
    var other = tokens.issue(7);
    assertEquals(tokens.device(one, 7), tokens.device(one, 7));
    assertNotEquals(Optional.empty(), tokens.device(one, 7));
    assertNotEquals(tokens.device(one, 7), tokens.device(other, 7));
  }

  @Test
  void isNoDeviceOfAnotherUser() {
    assertEquals(Optional.empty(), tokens.device(tokens.issue(7), 8));
  }

  @Test
  void takesNothingElse() {
    var bytes = Base64.getUrlDecoder().decode(tokens.issue(7));
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertEquals(Optional.empty(), tokens.device(forged, 7), "byte " + i);
      bytes[i] ^= 1;
    }
    for (var none : new String[] {"", "x", "!".repeat(55), "A".repeat(55)}) {
      assertEquals(Optional.empty(), tokens.device(none, 7), none);
    }
    assertEquals(Optional.empty(), tokens.device(null, 7));
  }
}
