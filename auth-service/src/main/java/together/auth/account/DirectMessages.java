package together.auth.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may open a dm with a user; what is open already stays so. */
public enum DirectMessages {
  EVERYONE,
  /** Who is in a server with the user; friends too. */
  SERVER_MEMBERS,
  FRIENDS;

  /** As REST and the other services say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DirectMessages> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
