package together.guild.emoji;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new emoji.
 *
 * @param image a data URI, {@code data:image/png;base64,…}, of at most 256 KiB without base64
 */
public record CreateEmojiRequest(
    @Schema(required = true, minLength = 2, maxLength = 32, pattern = "[A-Za-z0-9_]+")
        @Nullable String name,
    @Schema(required = true) @Nullable String image) {
  static final CreateEmojiRequest EMPTY = new CreateEmojiRequest(null, null);
}
