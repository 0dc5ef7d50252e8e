package together.message.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoldedTextTest {
  @Test
  void caseIsNoDifferenceInAnyScript() {
    assertEquals(FoldedText.fold("GRÖSSER"), FoldedText.fold("größer"));
    assertEquals(FoldedText.fold("ПРИВЕТ"), FoldedText.fold("привет"));
    assertEquals(FoldedText.fold("ΟΔΟΣ"), FoldedText.fold("οδος"));
    assertEquals(FoldedText.fold("οδος"), FoldedText.fold("οδοσ"));
  }

  @Test
  void anAccentMakesAnotherLetterHoweverItIsWritten() {
    assertEquals(FoldedText.fold("caf\u00e9"), FoldedText.fold("cafe\u0301"));
    assertNotEquals(FoldedText.fold("cafe"), FoldedText.fold("caf\u00e9"));
  }

  @Test
  void compatibilityFormsAreOne() {
    assertEquals("abc 123", FoldedText.fold("ＡＢＣ\u3000１２３"));
    assertEquals("finger", FoldedText.fold("ﬁnger"));
    assertEquals("カタカナ", FoldedText.fold("ｶﾀｶﾅ"));
    assertEquals(FoldedText.fold("한국"), FoldedText.fold("\u1112\u1161\u11ab\u1100\u116e\u11a8"));
  }

  @Test
  void whatIsNotSeenIsNotThere() {
    assertEquals("coop", FoldedText.fold("co\u00adop\u200b"));
    assertEquals("❤", FoldedText.fold("❤\ufe0f"));
  }

  @Test
  void anyWhiteSpaceIsASpace() {
    assertEquals("a b c d", FoldedText.fold("a\tb\u00a0c\nd"));
  }

  @Test
  void knowsWhereEachCharacterComesFrom() {
    var folded = FoldedText.of("x Straße 🎉 Ende");
    int at = folded.text().indexOf("strasse");
    assertEquals(2, folded.start(at));
    assertEquals(8, folded.end(at + "strasse".length() - 1));
    int end = folded.text().indexOf("ende");
    assertEquals(12, folded.start(end));
  }

  @Property(tries = 500)
  void placesAreOfTheTextItself(@ForAll String text) {
    var folded = FoldedText.of(text);
    assertEquals(FoldedText.fold(text), folded.text());
    int last = 0;
    for (int i = 0; i < folded.text().length(); i++) {
      assertTrue(folded.start(i) >= last && folded.start(i) < folded.end(i));
      assertTrue(folded.end(i) <= text.length());
      last = folded.start(i);
    }
  }

  @Property(tries = 500)
  void composedAndDecomposedAreOne(@ForAll String text) {
    var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertEquals(
        FoldedText.fold(composed),
        FoldedText.fold(Normalizer.normalize(composed, Normalizer.Form.NFD)));
  }
}
