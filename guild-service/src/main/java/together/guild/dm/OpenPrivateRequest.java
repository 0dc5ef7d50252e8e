package together.guild.dm;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom to talk with: one of the two.
 *
 * @param recipientId the other one of a dm
 * @param recipientIds the others of a new group dm, 1 to 24
 * @param name of the group
 */
public record OpenPrivateRequest(
    @Nullable Long recipientId,
    @Schema(minItems = 1, maxItems = 24) @Nullable List<@Nullable Long> recipientIds,
    @Schema(maxLength = 100) @Nullable String name) {
  static final OpenPrivateRequest EMPTY = new OpenPrivateRequest(null, null, null);
}
