package together.guild.role;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/** What changes of a role. */
public record UpdateRoleRequest(
    @Schema(implementation = String.class, minLength = 1, maxLength = 100) Patch<String> name,
    @Schema(implementation = Integer.class, minimum = "0", maximum = "16777215")
        Patch<Integer> color,
    @Schema(implementation = Boolean.class) Patch<Boolean> hoist,
    @Schema(implementation = Boolean.class) Patch<Boolean> mentionable,
    @Schema(implementation = Long.class) Patch<Long> permissions) {
  static final UpdateRoleRequest EMPTY =
      new UpdateRoleRequest(
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>());
}
