package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikesTest {
  private static Username name(String written) {
    return Username.of(written).orElseThrow();
  }

  private static String skeleton(String written) {
    return Lookalikes.skeleton(name(written).key());
  }

  @ParameterizedTest
  @CsvSource({
    "paypal, раураӏ",
    "bob0, bobo",
    "modern, modem",
    "user1, userl",
    "scope, ѕсоре",
    "ALICE, alice"
  })
  void seesOneNameInTwo(String one, String other) {
    assertEquals(skeleton(one), skeleton(other));
  }

  @ParameterizedTest
  @CsvSource({"alice, alicia", "мария, марина", "user.1, user_1", "tom, tim"})
  void seesTwoNamesInTwo(String one, String other) {
    assertNotEquals(skeleton(one), skeleton(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "A_b.9",
        "Jürgen",
        "мария",
        "田中太郎",
        "たろう_2",
        "김철수",
        "Νίκος",
        "محمد",
        "รักษา",
        "nguyễn",
        "ŁukaszŻ",
        "x_y.z",
        "देवनागरी"
      })
  void takesNamesOfAllLanguages(String written) {
    assertFalse(Lookalikes.deceives(name(written)), written);
  }
}
