package together.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(256, 2);

  /** From the reference implementation's test.c (github.com/P-H-C/phc-winner-argon2). */
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  void equalsTheReferenceImplementation() {
    var hash = PasswordHash.of("password", "somesalt".getBytes(UTF_8), CHEAP);
    assertEquals(REFERENCE, hash.toString());
    assertTrue(PasswordHash.parse(REFERENCE).matches("password"));
    assertFalse(PasswordHash.parse(REFERENCE).matches("Password"));
  }

  @Test
  void isOnePasswordInEitherUnicodeForm() {
    var composed = PasswordHash.of("caf\u00e9 au lait", new byte[16], CHEAP);
    assertTrue(composed.matches("cafe\u0301 au lait"));
  }

  @Test
  void takesWhatIsNoProperUnicode() {
    assertTrue(
        PasswordHash.of("half \uD83D a horse", new byte[16], CHEAP).matches("half \uD83D a horse"));
  }

  @Test
  void readsNothingElse() {
    for (var stored : new String[] {"", "$2b$10$x", REFERENCE.replace("p=1", "p=4")}) {
      assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(stored));
    }
  }
}
