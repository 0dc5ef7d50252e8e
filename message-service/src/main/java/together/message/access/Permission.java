package together.message.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The permissions this service asks for: Discord's bits with the product's names. */
public enum Permission {
  VIEW_CHANNEL(10),
  SEND_MESSAGES(11),
  MANAGE_MESSAGES(13),
  READ_MESSAGE_HISTORY(16);

  private final long bit;

  Permission(int position) {
    bit = 1L << position;
  }

  public long bit() {
    return bit;
  }

  /** The bits of all of these. */
  public static long bits(Permission... permissions) {
    return Arrays.stream(permissions).mapToLong(Permission::bit).reduce(0, (a, b) -> a | b);
  }

  /** Their names, for people, in the order of their bits. */
  static String names(long bits) {
    return Arrays.stream(values())
        .filter(permission -> (bits & permission.bit) != 0)
        .map(Permission::name)
        .collect(Collectors.joining(", "));
  }
}
