package together.message.notification;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What changes of one setting; null stays.
 *
 * @param isOfGuild whether the target is a server, else a channel
 */
record SettingChange(
    boolean isOfGuild,
    long targetId,
    @Nullable Level level,
    @Nullable Mute mute,
    @Nullable Boolean suppressEveryone,
    @Nullable Boolean suppressRoles) {
  /**
   * Muted or not.
   *
   * @param until null: it lasts
   */
  record Mute(boolean muted, @Nullable Instant until) {
    /** To the millisecond, as it is shown. */
    static Mute of(boolean muted, @Nullable Instant until) {
      return new Mute(muted, until == null ? null : until.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  Setting of(Setting before) {
    return new Setting(
        before.targetId(),
        before.guildId(),
        level == null ? before.level() : level,
        mute == null ? before.muted() : mute.muted(),
        mute == null ? before.muteUntil() : mute.until(),
        suppressEveryone == null ? before.suppressEveryone() : suppressEveryone,
        suppressRoles == null ? before.suppressRoles() : suppressRoles);
  }
}
