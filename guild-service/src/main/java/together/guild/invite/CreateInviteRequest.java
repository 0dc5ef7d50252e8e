package together.guild.invite;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new invite.
 *
 * @param maxAge seconds until it expires, 0 is never
 * @param maxUses 0 is no limit
 * @param temporary whom it brings is a member only until offline, unless given a role
 */
public record CreateInviteRequest(
    @Schema(minimum = "0", maximum = "604800", defaultValue = "86400") @Nullable Integer maxAge,
    @Schema(minimum = "0", maximum = "100", defaultValue = "0") @Nullable Integer maxUses,
    @Schema(defaultValue = "false") @Nullable Boolean temporary) {
  static final CreateInviteRequest EMPTY = new CreateInviteRequest(null, null, null);
}
