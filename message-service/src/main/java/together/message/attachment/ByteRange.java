package together.message.attachment;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a file that a request asks for (RFC 9110, section 14): first and last byte. */
record ByteRange(long first, long last) {
  private static final Pattern ONE =
      Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /** A range asked for that the file does not have. */
  static final class NotSatisfiableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  long length() {
    return last - first + 1;
  }

  /**
   * Empty when all of the file is to be sent: no range is asked for, one that nobody understands,
   * or several.
   *
   * @throws NotSatisfiableException when it begins behind the end (416)
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    var asked = ONE.matcher(header == null ? "" : header);
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (asked.group(1).isEmpty()) {
      long suffix = Long.parseLong(asked.group(2));
      return satisfiable(Math.max(0, size - suffix), size - 1, suffix > 0 && size > 0);
    }
    long first = Long.parseLong(asked.group(1));
    long last = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (last < first && !asked.group(2).isEmpty()) {
      return Optional.empty();
    }
    return satisfiable(first, Math.min(last, size - 1), first < size);
  }

  private static Optional<ByteRange> satisfiable(long first, long last, boolean is) {
    if (!is) {
      throw new NotSatisfiableException();
    }
    return Optional.of(new ByteRange(first, last));
  }
}
