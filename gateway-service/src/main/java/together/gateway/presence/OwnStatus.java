package together.gateway.presence;

import org.jspecify.annotations.Nullable;
import together.proto.UserSettings;

/**
 * What a user has set, whatever its devices do.
 *
 * @param status ONLINE when none was ever chosen
 * @param chosenMillis when it was chosen, Unix milliseconds; 0: never
 * @param custom null when there is none
 * @param revision the user's, of which this is
 */
public record OwnStatus(
    Status status, long chosenMillis, @Nullable CustomStatus custom, long revision) {
  /** {@code revision} is the user's when it had these settings. */
  public static OwnStatus of(UserSettings settings, long revision) {
    return new OwnStatus(
        Status.chosen(settings.getStatus()).orElse(Status.ONLINE),
        settings.getStatusChosenMillis(),
        settings.hasCustomStatus() ? CustomStatus.of(settings.getCustomStatus()) : null,
        revision);
  }

  /** The sessions' status with this one: that chosen last counts. */
  Choice over(Choice sessions) {
    if (chosenMillis == 0) {
      return sessions;
    }
    var own = new Choice(status, sessions.afk(), chosenMillis);
    return Choice.combine(sessions, own);
  }

  /**
   * What a session began with, in view of this: one that began invisible is as if chosen now, so
   * that nobody is seen against a device's wish; any other counts less than every choice.
   */
  Choice begun(Choice stated) {
    return stated.chosenMillis() == 0 && stated.status() == Status.INVISIBLE
        ? new Choice(Status.INVISIBLE, stated.afk(), chosenMillis)
        : stated;
  }
}
