package together.message.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of one server or channel.
 *
 * @param targetId the server or the channel
 * @param guildId the server itself, or the channel's; 0: a dm
 * @param muteUntil null: a muting lasts
 * @param suppressEveryone of a server: mentions of everyone do not count
 * @param suppressRoles nor those of roles
 */
record Setting(
    long targetId,
    long guildId,
    Level level,
    boolean muted,
    @Nullable Instant muteUntil,
    boolean suppressEveryone,
    boolean suppressRoles) {
  /** What holds where nothing is set. */
  static Setting none(long targetId, long guildId) {
    return new Setting(
        targetId,
        guildId,
        targetId == guildId ? Level.ALL : Level.INHERIT,
        false,
        null,
        false,
        false);
  }

  boolean isOfGuild() {
    return targetId == guildId;
  }

  /** Whether it says nothing: such a one is not kept. */
  boolean isNone() {
    return equals(none(targetId, guildId));
  }
}
