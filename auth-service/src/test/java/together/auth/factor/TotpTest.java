package together.auth.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
  private static final long STEP = Totp.step(NOW);

  /** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void makesTheCodesOfTheStandard(long second, String eight) {
    var step = Totp.step(Instant.ofEpochSecond(second));
    assertEquals(eight.substring(2), Totp.code(SECRET, step));
    assertEquals(Integer.parseInt(eight), Totp.truncated(SECRET, step) % 100_000_000);
  }

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "2, 359152", "9, 520489"})
  void makesTheCodesOfTheStandardItRestsOn(long counter, String code) {
    assertEquals(code, Totp.code(SECRET, counter));
  }

  @Test
  void takesTheCodesOfNowAndOneStepAside() {
    for (long step = STEP - 3; step <= STEP + 3; step++) {
      var expected = Math.abs(step - STEP) <= 1 ? OptionalLong.of(step) : OptionalLong.empty();
      assertEquals(expected, Totp.match(SECRET, Totp.code(SECRET, step), NOW, -1));
    }
  }

  @Test
  void takesNoCodeTwiceAndNoneOfBefore() {
    assertEquals(OptionalLong.empty(), Totp.match(SECRET, Totp.code(SECRET, STEP), NOW, STEP));
    assertEquals(OptionalLong.empty(), Totp.match(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP));
    assertEquals(
        OptionalLong.of(STEP + 1), Totp.match(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP));
  }

  /** RFC 4648, 10. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void writesSecretsAsTheStandardDoes(String text, String encoded) {
    assertEquals(encoded, Base32.encode(text.getBytes(US_ASCII)));
  }

  @Test
  void recoveryCodesHaveTheFormThatIsTaken() {
    for (int i = 0; i < 100; i++) {
      var code = RecoveryCode.random();
      assertEquals(true, RecoveryCode.isOne(code.text()), code.text());
      assertEquals("RecoveryCode", code.toString());
    }
  }
}
