package together.message.reaction;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An emoji to set under a message.
 *
 * @param emoji of Unicode's list
 */
public record ReactionRequest(
    @Schema(required = true, description = "An emoji of Unicode's list") @Nullable String emoji) {}
