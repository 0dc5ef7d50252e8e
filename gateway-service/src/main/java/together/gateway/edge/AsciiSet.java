package together.gateway.edge;

import java.util.BitSet;

/** Some characters of ASCII. Immutable. */
final class AsciiSet {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final BitSet members = new BitSet();

  private AsciiSet(String characters) {
    characters.chars().forEach(members::set);
  }

  static AsciiSet lettersAndDigitsAnd(String others) {
    return new AsciiSet(LETTERS_AND_DIGITS + others);
  }

  boolean has(char c) {
    return members.get(c);
  }

  boolean hasAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
