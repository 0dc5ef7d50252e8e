package together.message.notification;

import java.util.Locale;

/** Of which messages somebody wants to be told. Stored by their order. */
public enum Level {
  ALL,
  MENTIONS,
  NOTHING,
  /** Of a channel: as its server; of a server: as all. */
  INHERIT;

  /** As clients see it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
