package together.guild.request;

import org.jspecify.annotations.Nullable;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** A field that holds a set of permissions: only bits that mean something. */
public record PermissionRule(String field) {
  /** The bits, or {@code absent} when they are not given; 422 when one is unknown. */
  public long check(@Nullable Long bits, long absent) {
    if (bits == null) {
      return absent;
    }
    if ((bits & ~Permission.ALL) != 0) {
      throw ProblemException.invalid(field, "UNKNOWN_BITS", "names bits that are no permission");
    }
    return bits;
  }
}
