package together.guild.ban;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ban.
 *
 * @param reason shown with the ban; absent: what {@code X-Audit-Log-Reason} says
 * @param deleteMessageSeconds what the user wrote in the server in so many seconds is deleted
 */
public record BanRequest(
    @Schema(maxLength = 512) @Nullable String reason,
    @Schema(minimum = "0", maximum = "604800", defaultValue = "0")
        @Nullable Integer deleteMessageSeconds) {
  static final BanRequest EMPTY = new BanRequest(null, null);
}
