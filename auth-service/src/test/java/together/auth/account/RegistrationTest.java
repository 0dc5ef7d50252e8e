package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

class RegistrationTest {
  private static List<String> wrongFields(
      @Nullable String username, @Nullable String password, @Nullable String email) {
    var request = new RegisterRequest(username, password, email);
    var problem = assertThrows(ProblemException.class, () -> Registration.of(request));
    assertEquals(422, problem.type().status());
    return problem.errors().stream().map(FieldError::field).toList();
  }

  @Test
  void namesEveryWrongField() {
    assertEquals(List.of("username", "password"), wrongFields(null, null, null));
    assertEquals(List.of("username", "password", "email"), wrongFields("a", "b", "c"));
  }

  @Test
  void countsCodePointsOfAPassword() {
    assertEquals(List.of("password"), wrongFields("alice", "🐎".repeat(7), null));
    assertEquals(List.of("password"), wrongFields("alice", "x".repeat(129), null));
    var longest = "🐎".repeat(128);
    assertEquals(longest, Registration.of(new RegisterRequest("alice", longest, null)).password());
  }

  @Test
  void refusesWhatCanBeNoMailbox() {
    for (var email :
        List.of(
            "",
            "a",
            "a@b",
            "@b.org",
            "a b@c.org",
            "a@b@c.org",
            "a\n@b.org",
            "a\u0000@b.org",
            "a\uD800@b.org")) {
      assertEquals(List.of("email"), wrongFields("alice", "long enough", email));
    }
  }
}
