package together.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A line of real input as text the platform takes.
 *
 * @param notUtf8 its bytes were no UTF-8 and were read as windows-1252, which gives every byte a
 *     meaning
 * @param controls it held control characters (mIRC colours and the like), now spaces
 * @param overlong it was longer than the platform's limit
 */
record CleanText(String text, boolean notUtf8, boolean controls, boolean overlong) {
  /** Code points of a message, docs/protocol.md. */
  static final int LONGEST = 4000;

  static CleanText of(byte[] line) {
    String raw;
    var notUtf8 = false;
    try {
      raw = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      raw = new String(line, Charset.forName("windows-1252"));
      notUtf8 = true;
    }
    var text = new StringBuilder(raw.length());
    raw.codePoints()
        .limit(LONGEST + 64L)
        .forEach(point -> text.appendCodePoint(Character.isISOControl(point) ? ' ' : point));
    var controls = raw.codePoints().anyMatch(Character::isISOControl);
    return new CleanText(text.toString(), notUtf8, controls, false);
  }

  /** The message's own text, without the line's time and name. */
  CleanText cut(String message) {
    var points = message.codePointCount(0, message.length());
    if (points <= LONGEST) {
      return new CleanText(message, notUtf8, controls, false);
    }
    var end = message.offsetByCodePoints(0, LONGEST);
    return new CleanText(message.substring(0, end), notUtf8, controls, true);
  }
}
