package together.guild.role;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new role.
 *
 * @param permissions absent: those of {@code @everyone}
 */
public record CreateRoleRequest(
    @Schema(minLength = 1, maxLength = 100, defaultValue = "new role") @Nullable String name,
    @Schema(minimum = "0", maximum = "16777215") @Nullable Integer color,
    @Nullable Boolean hoist,
    @Nullable Boolean mentionable,
    @Nullable Long permissions) {
  static final CreateRoleRequest EMPTY = new CreateRoleRequest(null, null, null, null, null);
}
