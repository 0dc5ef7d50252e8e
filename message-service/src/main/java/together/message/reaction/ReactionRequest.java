package together.message.reaction;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An emoji to set under a message.
 *
 * @param emoji of Unicode's list, or {@code name:id} of one of the server's own
 */
public record ReactionRequest(
    @Schema(
            required = true,
            description = "An emoji of Unicode's list, or name:id of one of the server's own")
        @Nullable String emoji) {}
