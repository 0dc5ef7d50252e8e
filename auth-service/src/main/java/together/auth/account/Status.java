package together.auth.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user wants to be shown as while there. */
public enum Status {
  ONLINE,
  IDLE,
  DND,
  /** Offline to everybody else. */
  INVISIBLE;

  /** As REST and the other services say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Status> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
