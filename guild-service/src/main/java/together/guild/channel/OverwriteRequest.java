package together.guild.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.request.PermissionRule;
import together.permission.Overwrite;
import together.platform.problem.ProblemException;

/**
 * An override.
 *
 * @param id the role or user; in the path when one override is put
 * @param type 0 role, 1 member
 */
public record OverwriteRequest(
    @Nullable Long id,
    @Schema(required = true, minimum = "0", maximum = "1") @Nullable Integer type,
    @Nullable Long allow,
    @Nullable Long deny) {
  static final OverwriteRequest EMPTY = new OverwriteRequest(null, null, null, null);

  private static final PermissionRule ALLOW = new PermissionRule("allow");
  private static final PermissionRule DENY = new PermissionRule("deny");

  Overwrite overwrite(long targetId) {
    if (type == null || type < 0 || type >= Overwrite.Target.values().length) {
      throw ProblemException.invalid("type", "RANGE", "must be 0 (role) or 1 (member)");
    }
    return new Overwrite(
        targetId, Overwrite.Target.values()[type], ALLOW.check(allow, 0), DENY.check(deny, 0));
  }
}
