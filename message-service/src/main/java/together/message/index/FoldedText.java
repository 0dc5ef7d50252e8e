package together.message.index;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text as search compares it: compatibility forms are one (NFKC), case is folded (ß is ss), any
 * white space is a space, and what is not seen (soft hyphens, joiners, variation selectors) is not
 * there. Accents stay: they make another letter.
 *
 * <p>A text is folded piece by piece, a piece being a character and the marks that follow it, so
 * that each place of the folded text is known in the text itself.
 */
public final class FoldedText {
  private final StringBuilder folded;
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private final boolean placed;

  private FoldedText(int length, boolean placed) {
    folded = new StringBuilder(length);
    this.placed = placed;
    if (placed) {
      starts = new int[length + 16];
      ends = new int[length + 16];
    }
  }

  /** The folded text alone. */
  public static String fold(String text) {
    return fold(text, false).text();
  }

  /** The folded text, and where each of its characters comes from. */
  public static FoldedText of(String text) {
    return fold(text, true);
  }

  public String text() {
    return folded.toString();
  }

  /** Where, in UTF-16 units of the text itself, the piece begins of which this character is. */
  public int start(int index) {
    return starts[index];
  }

  /** Where that piece ends. */
  public int end(int index) {
    return ends[index];
  }

  private static FoldedText fold(String text, boolean placed) {
    var result = new FoldedText(text.length(), placed);
    for (int start = 0; start < text.length(); ) {
      int end = start + Character.charCount(text.codePointAt(start));
      while (end < text.length() && isMark(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      result.add(text, start, end);
      start = end;
    }
    return result;
  }

  private void add(String text, int start, int end) {
    int before = folded.length();
    char first = text.charAt(start);
    if (end == start + 1 && first < 0x80) {
      folded.append(
          first <= ' ' ? ' ' : first >= 'A' && first <= 'Z' ? (char) (first + 32) : first);
    } else {
      var piece = Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFKC);
      var lower = piece.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
      Normalizer.normalize(lower, Normalizer.Form.NFKC).codePoints().forEach(this::add);
    }
    if (placed) {
      place(before, start, end);
    }
  }

  private void add(int codePoint) {
    if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
      folded.append(' ');
    } else if (!isUnseen(codePoint)) {
      folded.appendCodePoint(codePoint);
    }
  }

  private void place(int from, int start, int end) {
    if (folded.length() > starts.length) {
      starts = Arrays.copyOf(starts, folded.length() * 2);
      ends = Arrays.copyOf(ends, folded.length() * 2);
    }
    Arrays.fill(starts, from, folded.length(), start);
    Arrays.fill(ends, from, folded.length(), end);
  }

  /** What belongs to the character before it: marks, and the later parts of a Hangul syllable. */
  private static boolean isMark(int codePoint) {
    if (codePoint < 0x300) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> codePoint >= 0x1160 && codePoint <= 0x11ff;
    };
  }

  private static boolean isUnseen(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
        || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  }
}
