package together.guild.emoji;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/** What changes of an emoji: its image never does. */
public record UpdateEmojiRequest(
    @Schema(implementation = String.class, minLength = 2, maxLength = 32, pattern = "[A-Za-z0-9_]+")
        Patch<String> name) {
  static final UpdateEmojiRequest EMPTY = new UpdateEmojiRequest(new Patch.Absent<>());
}
