package together.message.personal;

import java.util.Optional;

/**
 * How far the reading has come.
 *
 * @param channelId up to here, with {@code id}, all of the section has been looked at
 */
record PageCursor(Section section, long channelId, long id) {
  /** What is told one after the other; a cursor names them by their order. */
  enum Section {
    READ_STATES,
    NOTIFICATION_SETTINGS,
    MESSAGES,
    REACTIONS,
    ATTACHMENTS
  }

  private static final String FORM = "([0-4])(:[0-9]{1,18}|:[1-8][0-9]{18}){2}";

  /** As {@link #text} writes it; empty: the beginning. Nothing for what is no cursor. */
  static Optional<PageCursor> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new PageCursor(Section.READ_STATES, 0, 0));
    }
    if (!text.matches(FORM)) {
      return Optional.empty();
    }
    var parts = text.split(":", -1);
    return Optional.of(
        new PageCursor(
            Section.values()[Integer.parseInt(parts[0])],
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2])));
  }

  String text() {
    return section.ordinal() + ":" + channelId + ":" + id;
  }

  PageCursor at(long channel, long newId) {
    return new PageCursor(section, channel, newId);
  }

  /** The beginning of the next section; nothing after the last one. */
  Optional<PageCursor> nextSection() {
    int next = section.ordinal() + 1;
    return next < Section.values().length
        ? Optional.of(new PageCursor(Section.values()[next], 0, 0))
        : Optional.empty();
  }
}
