package together.guild.emoji;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.guild.state.Emoji;

/** An emoji as REST and events show one; its image is at {@code /api/emojis/{id}}. */
@Schema(name = "Emoji")
public record EmojiView(long id, String name) {
  public static EmojiView of(Emoji emoji) {
    return new EmojiView(emoji.id(), emoji.name());
  }
}
