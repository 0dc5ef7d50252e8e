package together.guild.personal;

import java.util.Optional;

/**
 * How far the reading has come.
 *
 * @param section index in {@link Section#ALL}
 * @param after the last id that was read of it
 */
record PageCursor(int section, long after) {
  /** As {@link #text} writes it; empty: the beginning. Nothing for what is no cursor. */
  static Optional<PageCursor> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new PageCursor(0, 0));
    }
    if (!text.matches("[0-9]{1,2}:[0-9]{1,18}|[0-9]{1,2}:[1-8][0-9]{18}")) {
      return Optional.empty();
    }
    var parts = text.split(":", -1);
    var cursor = new PageCursor(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    return cursor.section < Section.ALL.size() ? Optional.of(cursor) : Optional.empty();
  }

  String text() {
    return section + ":" + after;
  }
}
