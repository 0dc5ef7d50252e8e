package together.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsernamesTest {

  @Test
  void keepsALegalName() {
    assertEquals("Dr_Willis", Usernames.of(List.of("Dr_Willis")).get("Dr_Willis"));
  }

  @Test
  void givesEveryNicknameALegalNameOfItsOwn() {
    var nicks =
        List.of(
            "a",
            "A",
            "a_",
            "a__",
            "[a]",
            "{a}",
            "_a_",
            "_A_",
            "_a__2",
            "",
            "é",
            "x".repeat(40),
            "x".repeat(41));
    var names = Usernames.of(nicks);
    var distinct = new HashSet<String>();
    for (var nick : nicks) {
      var name = names.getOrDefault(nick, "");
      assertTrue(name.matches("[A-Za-z0-9_.]{3,32}"), name);
      assertTrue(distinct.add(name.toLowerCase(Locale.ROOT)), name);
    }
  }

  @Test
  void staysWithinTheLimitWhenManyWantTheSame() {
    var nicks = IntStream.range(0, 200).mapToObj(i -> "y".repeat(31) + "|" + i).toList();
    assertEquals(200, new HashSet<>(Usernames.of(nicks).values()).size());
  }

  @Test
  void givesTheSameNamesAgain() {
    var nicks = List.of("will", "Will", "WILL");
    assertEquals(Usernames.of(nicks), Usernames.of(nicks));
  }
}
