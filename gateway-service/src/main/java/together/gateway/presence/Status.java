package together.gateway.presence;

import java.util.Locale;
import java.util.Optional;

/**
 * A user's status. What a client may choose is numbered as in {@link together.proto.UserPresence};
 * of two chosen at once the higher number wins, so that nobody is seen against a device's wish.
 */
public enum Status {
  OFFLINE,
  ONLINE,
  IDLE,
  DND,
  INVISIBLE;

  private static final Status[] ALL = values();

  /** As clients write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  int number() {
    return ordinal();
  }

  /** An unknown number, of a newer writer, is shown as online. */
  static Status of(int number) {
    return number > 0 && number < ALL.length ? ALL[number] : ONLINE;
  }

  /** What a client wrote; empty when it is no status that can be chosen. */
  public static Optional<Status> chosen(String text) {
    for (var status : ALL) {
      if (status != OFFLINE && status.text().equals(text)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
