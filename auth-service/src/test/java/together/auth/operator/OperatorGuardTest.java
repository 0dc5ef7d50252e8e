package together.auth.operator;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;

class OperatorGuardTest {
  private record Settings(Optional<String> token) implements OperatorSettings {}

  private static OperatorGuard guard(String token) {
    return new OperatorGuard(new Settings(Optional.of(token)));
  }

  @Test
  void withoutATokenThereIsNoSuchRoute() {
    for (var guard :
        new OperatorGuard[] {guard(""), new OperatorGuard(new Settings(Optional.empty()))}) {
      for (var header : new String[] {"Operator ", "Operator x"}) {
        var problem = assertThrows(ProblemException.class, () -> guard.require(header));
        assertEquals(404, problem.type().status());
      }
    }
  }

  @Test
  void letsTheOperatorIn() {
    assertDoesNotThrow(() -> guard("0123456789abcdef").require("Operator 0123456789abcdef"));
  }

  @Test
  void refusesATokenThatCouldBeGuessed() {
    assertThrows(IllegalArgumentException.class, () -> guard("short"));
  }
}
