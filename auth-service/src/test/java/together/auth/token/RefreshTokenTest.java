package together.auth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
  @Test
  void isReadAsItIsWritten() {
    var token = RefreshToken.random();
    assertArrayEquals(token.secret(), RefreshToken.parse(token.text()).orElseThrow().secret());
  }

  @Test
  void onlyTheOldTokenOpensTheNext() {
    var old = RefreshToken.random();
    var next = RefreshToken.random();
    var sealed = old.sealOrOpen(next.secret());
    assertArrayEquals(next.secret(), old.sealOrOpen(sealed));
    assertFalse(Arrays.equals(next.secret(), RefreshToken.random().sealOrOpen(sealed)));
    assertFalse(Arrays.equals(next.secret(), sealed));
  }

  @Test
  void neverShowsItselfInALog() {
    assertEquals("RefreshToken", RefreshToken.random().toString());
  }

  @Test
  void refusesAnotherLengthOrAlphabet() {
    assertTrue(RefreshToken.parse("A".repeat(42)).isEmpty());
    assertTrue(RefreshToken.parse("+".repeat(43)).isEmpty());
  }
}
