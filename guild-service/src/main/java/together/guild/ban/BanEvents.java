package together.guild.ban;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import together.platform.json.Moments;
import together.proto.GuildBan;
import together.proto.GuildEvent;
import together.proto.User;

/** Bans in events. */
final class BanEvents {
  private BanEvents() {}

  /** {@code deleteFrom}: messages of the user since then are to be deleted; null: none. */
  static GuildEvent.Builder added(long guildId, User user, @Nullable Instant deleteFrom) {
    var ban = GuildBan.newBuilder().setGuildId(guildId).setUser(user);
    if (deleteFrom != null) {
      ban.setDeleteMessagesFrom(Moments.proto(deleteFrom));
    }
    return GuildEvent.newBuilder().setGuildBanAdd(ban);
  }

  static GuildEvent.Builder removed(long guildId, User user) {
    return GuildEvent.newBuilder()
        .setGuildBanRemove(GuildBan.newBuilder().setGuildId(guildId).setUser(user));
  }
}
