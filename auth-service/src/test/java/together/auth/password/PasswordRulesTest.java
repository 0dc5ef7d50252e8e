package together.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import together.platform.problem.FieldError;

class PasswordRulesTest {
  private static String code(String password) {
    return PasswordRules.wrong("password", password, "alice").map(FieldError::code).orElse("");
  }

  @Test
  void knowsThousandsOfCommonPasswords() {
    assertTrue(CommonPasswords.count() > 10_000, () -> "only " + CommonPasswords.count());
    for (var password : new String[] {"password", "12345678", "qwertyuiop", "Football"}) {
      assertEquals("COMMON_PASSWORD", code(password), password);
    }
  }

  @Test
  void asksForNoKindOfCharacter() {
    for (var password :
        new String[] {
          "aaaabbbbcd", "correct horse", "парольпароль", "        x", "\u0000\u0001abcdef"
        }) {
      assertEquals("", code(password), password);
    }
  }

  @Test
  void aPasswordOfTenMegabytesIsNotEvenFolded() {
    assertEquals("INVALID_LENGTH", code("x".repeat(10_000_000)));
    assertEquals(false, PasswordRules.isPossible("x".repeat(10_000_000)));
  }

  @Test
  void nobodysNameIsContained() {
    assertEquals(Optional.empty(), PasswordRules.wrong("password", "alice in chains", null));
    assertEquals("CONTAINS_USERNAME", code("Alice in chains"));
  }
}
