package together.message.access;

import java.util.Optional;
import together.proto.FoundEmoji;

/** Emojis that guilds have made. Asked before a transaction, never inside it. */
public interface GuildEmojis {
  /** Empty when there is none of this id, or none any more. */
  Optional<FoundEmoji> find(long emojiId);
}
