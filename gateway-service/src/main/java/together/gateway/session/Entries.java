package together.gateway.session;

import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.proto.GuildEvent;

/** Questions about log entries that decide whom they go to. */
final class Entries {
  private Entries() {}

  /** A message log's event for the sessions of one user, by whom it is keyed, not for a channel. */
  static boolean isForOneUser(LogEntry entry) {
    return entry.log() == Log.MESSAGE && entry.key() == entry.userId();
  }

  /** The user who becomes a member by the event; 0 for none. */
  static long joiner(GuildEvent event) {
    return switch (event.getEventCase()) {
      case GUILD_CREATE -> event.getGuildCreate().getOwnerId();
      case GUILD_MEMBER_ADD -> event.getGuildMemberAdd().getMember().getUser().getId();
      default -> 0;
    };
  }

  /** The user whose membership the event ends; 0 for none. */
  static long leaver(GuildEvent event) {
    return event.hasGuildMemberRemove() ? event.getGuildMemberRemove().getUser().getId() : 0;
  }

  /** Whether it ends the user's membership, or the guild. */
  static boolean isEnd(GuildEvent event, long userId) {
    return event.hasGuildDelete() || leaver(event) == userId;
  }

  /**
   * Whether the client of this user must get the guild whole on resume: its structure or the own
   * member changed.
   */
  static boolean asksForWholeGuild(LogEntry entry, long userId) {
    var event = entry.guildEvent();
    return switch (event.getEventCase()) {
      case GUILD_MEMBER_ADD -> event.getGuildMemberAdd().getMember().getUser().getId() == userId;
      case GUILD_MEMBER_UPDATE ->
          event.getGuildMemberUpdate().getMember().getUser().getId() == userId;
      case GUILD_MEMBER_REMOVE -> event.getGuildMemberRemove().getUser().getId() == userId;
      case INVITE_CREATE,
          INVITE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          GUILD_EMOJIS_UPDATE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE,
          EVENT_NOT_SET ->
          false;
      case GUILD_CREATE,
          GUILD_UPDATE,
          GUILD_DELETE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          CHANNEL_CREATE,
          CHANNEL_UPDATE,
          CHANNEL_DELETE ->
          true;
    };
  }
}
