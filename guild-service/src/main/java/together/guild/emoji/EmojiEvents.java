package together.guild.emoji;

import java.util.Collection;
import together.guild.state.Emoji;
import together.proto.GuildEmojis;
import together.proto.GuildEvent;

/** Emojis in events and gRPC. */
public final class EmojiEvents {
  private EmojiEvents() {}

  public static together.proto.Emoji proto(Emoji emoji) {
    return together.proto.Emoji.newBuilder().setId(emoji.id()).setName(emoji.name()).build();
  }

  /** All that the guild has now. */
  static GuildEvent.Builder changed(long guildId, Collection<Emoji> all) {
    var emojis = GuildEmojis.newBuilder().setGuildId(guildId);
    all.forEach(emoji -> emojis.addEmojis(proto(emoji)));
    return GuildEvent.newBuilder().setGuildEmojisUpdate(emojis);
  }
}
