package together.message.index;

/**
 * Whose messages are searched together, and lie in the same segments.
 *
 * @param id a guild's; a private channel's, whose guild is 0
 */
public record Scope(long id, boolean isPrivate) {
  public static Scope of(long channelId, long guildId) {
    return guildId == 0 ? new Scope(channelId, true) : new Scope(guildId, false);
  }
}
