package together.guild.channel;

import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.permission.PermissionStep;

/**
 * How a member comes by its permissions in a channel.
 *
 * @param permissions what the member may do
 * @param steps in the order they are taken
 */
@Schema(name = "PermissionExplanation")
public record ExplanationView(long userId, long channelId, long permissions, List<Step> steps) {
  /**
   * One step.
   *
   * @param step owner, everyone_role, role, administrator, everyone_override, role_override_deny,
   *     role_override_allow, member_override, time_out, no_view, no_send or no_connect
   * @param id the role or member whose permissions or override it is; 0 for the others
   * @param gave bits it gave; of several overrides that give a bit each says so
   * @param took bits it took; of several overrides that take a bit each says so
   * @param permissions all bits after it
   */
  @Schema(name = "PermissionStep")
  public record Step(String step, long id, long gave, long took, long permissions) {
    static Step of(PermissionStep step) {
      return new Step(
          step.kind().name().toLowerCase(Locale.ROOT),
          step.id(),
          step.gave(),
          step.took(),
          step.permissions());
    }
  }

  static ExplanationView of(long userId, long channelId, List<PermissionStep> steps) {
    return new ExplanationView(
        userId, channelId, steps.getLast().permissions(), steps.stream().map(Step::of).toList());
  }
}
