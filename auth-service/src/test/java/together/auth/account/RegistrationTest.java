package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

class RegistrationTest {
  private static List<String> codes(String username, String password) {
    var request = new RegisterRequest(username, password, null);
    var problem = assertThrows(ProblemException.class, () -> Registration.of(request));
    return problem.errors().stream().map(FieldError::code).toList();
  }

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
            "a\uD800@b.org",
            "a<x>@b.org",
            "a,b@c.org",
            "\"a b\"@c.org",
            ".a@b.org",
            "a@-b.org",
            "a@b..org",
            "a@127.0.0.1",
            "a@" + "b".repeat(64) + ".org",
            "a".repeat(65) + "@b.org")) {
      assertEquals(List.of("email"), wrongFields("alice", "long enough", email));
    }
  }

  @Test
  void keepsAMailboxInTheFormThatMailServersTake() {
    var request = new RegisterRequest("alice", "long enough", "Alice+x@Bücher.Example");
    var email = Registration.of(request).email();
    assertEquals("Alice+x@xn--bcher-kva.example", email == null ? null : email.text());
  }

  @Test
  void refusesNamesThatDeceive() {
    for (var name :
        List.of("p\u0430ypal", "раурal", "аdmin", "abc\u0BE7\u0967", "gооgle", "ｇοοgle")) {
      assertEquals(List.of("CONFUSING_USERNAME"), codes(name, "long enough"), name);
    }
  }

  @Test
  void refusesReservedNamesHoweverTheyAreWritten() {
    for (var name :
        List.of(
            "admin",
            "Admin",
            "a.d_m.i.n",
            "adm1n".replace('1', 'i'),
            "ADMIN_",
            "r00t",
            "everyone",
            "deleted_user",
            "\uFF41dmin")) {
      assertEquals(List.of("RESERVED_USERNAME"), codes(name, "long enough"), name);
    }
    assertEquals("administer", name("administer"));
  }

  private static String name(String written) {
    return Registration.of(new RegisterRequest(written, "long enough", null)).name().text();
  }

  @Test
  void refusesPasswordsThatAreTriedFirst() {
    for (var password : List.of("password1", "PASSWORD1", "12345678", "together1", "iloveyou1")) {
      assertEquals(List.of("COMMON_PASSWORD"), codes("alice", password), password);
    }
    assertEquals(List.of("CONTAINS_USERNAME"), codes("Alice", "xxALICExx"));
    assertEquals(List.of("CONTAINS_USERNAME"), codes("alice", "ａｌｉｃｅ ａｌｉｃｅ"));
  }
}
