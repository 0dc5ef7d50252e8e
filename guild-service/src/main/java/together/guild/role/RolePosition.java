package together.guild.role;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a role is to stand.
 *
 * @param position higher ones rank higher; of equal ones the older role does
 */
public record RolePosition(
    @Schema(required = true) @Nullable Long id,
    @Schema(required = true, minimum = "1", maximum = "10000") @Nullable Integer position) {}
