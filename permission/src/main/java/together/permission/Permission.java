package together.permission;

import java.util.EnumSet;
import java.util.Set;

/** What a role can allow, at Discord's bit positions. */
public enum Permission {
  CREATE_INVITE(0),
  KICK_MEMBERS(1),
  BAN_MEMBERS(2),
  /** All permissions, past every override. */
  ADMINISTRATOR(3),
  MANAGE_CHANNELS(4),
  MANAGE_SERVER(5),
  ADD_REACTIONS(6),
  VIEW_AUDIT_LOG(7),
  VIEW_CHANNEL(10),
  SEND_MESSAGES(11),
  MANAGE_MESSAGES(13),
  ATTACH_FILES(15),
  READ_MESSAGE_HISTORY(16),
  MENTION_EVERYONE(17),
  CONNECT_VOICE(20),
  SPEAK(21),
  MUTE_MEMBERS(22),
  DEAFEN_MEMBERS(23),
  MOVE_MEMBERS(24),
  CHANGE_NICKNAME(26),
  MANAGE_NICKNAMES(27),
  MANAGE_ROLES(28),
  MANAGE_EMOJIS(30),
  MODERATE_MEMBERS(40);

  /** Every permission there is. */
  public static final long ALL = of(values());

  /** What {@code @everyone} of a new server may do. */
  public static final long DEFAULT =
      of(
          CREATE_INVITE,
          ADD_REACTIONS,
          VIEW_CHANNEL,
          SEND_MESSAGES,
          ATTACH_FILES,
          READ_MESSAGE_HISTORY,
          CONNECT_VOICE,
          SPEAK,
          CHANGE_NICKNAME);

  /** What recipients of a dm or group dm may do there. */
  public static final long PRIVATE =
      of(
          ADD_REACTIONS,
          VIEW_CHANNEL,
          SEND_MESSAGES,
          ATTACH_FILES,
          READ_MESSAGE_HISTORY,
          CONNECT_VOICE,
          SPEAK);

  private final int position;

  Permission(int position) {
    this.position = position;
  }

  public long bit() {
    return 1L << position;
  }

  public boolean in(long permissions) {
    return (permissions & bit()) != 0;
  }

  public static long of(Permission... permissions) {
    long bits = 0;
    for (var permission : permissions) {
      bits |= permission.bit();
    }
    return bits;
  }

  /** The permissions that {@code bits} names; unknown bits name none. */
  public static Set<Permission> named(long bits) {
    var named = EnumSet.noneOf(Permission.class);
    for (var permission : values()) {
      if (permission.in(bits)) {
        named.add(permission);
      }
    }
    return named;
  }
}
