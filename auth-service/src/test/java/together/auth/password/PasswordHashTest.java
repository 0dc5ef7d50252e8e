package together.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void knowsAnImportedHashOfAnotherLength() {
    // Computed by BouncyCastle, another implementation.
    var stored = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$4k32S5d0K+RTKTAK6uHKNQ";
    assertTrue(PasswordHash.parse(stored).matches("password"));
    assertFalse(PasswordHash.parse(stored).matches("Password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$2b$10$x",
        "$argon2id$v=19$m=256,t=2,p=4$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgL",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rE"
      })
  void readsNothingElse(String stored) {
    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(stored));
    assertFalse(PasswordHash.isOne(stored));
  }

  @Test
  void takesNoLessMemoryThanTheAlgorithmCan() {
    assertFalse(PasswordHash.isOne(REFERENCE.replace("m=256", "m=7")));
    assertTrue(PasswordHash.isOne(REFERENCE.replace("m=256", "m=8")));
  }
}
