package together.guild.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.request.PermissionRule;
import together.permission.Overwrite;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;

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

  private static final NumberRule TYPE = new NumberRule("type", 0, 1);
  private static final PermissionRule ALLOW = new PermissionRule("allow");
  private static final PermissionRule DENY = new PermissionRule("deny");

  Overwrite overwrite(long targetId) {
    if (type == null) {
      throw ProblemException.invalid("type", "NOT_NULL", "must be given");
    }
    return new Overwrite(
        targetId,
        Overwrite.Target.of(TYPE.check(type, 0)),
        ALLOW.check(allow, 0),
        DENY.check(deny, 0));
  }
}
