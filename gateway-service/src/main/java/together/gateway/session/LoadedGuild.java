package together.gateway.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import together.gateway.audience.GuildView;
import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.proto.Guild;
import together.proto.GuildDelete;

/**
 * A guild as loaded for one user.
 *
 * @param view its whole structure
 * @param forClient what the user may see of it
 * @param roles the user's
 * @param contained what {@code forClient} contains
 */
record LoadedGuild(GuildView view, Guild forClient, List<Long> roles, Contained contained) {
  byte[] createFrame(@Nullable String position) {
    return ServerFrames.dispatch(
        "GUILD_CREATE", position, json -> ProtoJson.write(json, forClient));
  }

  static byte[] deleteFrame(long guildId, @Nullable String position) {
    var gone = GuildDelete.newBuilder().setId(guildId).build();
    return ServerFrames.dispatch("GUILD_DELETE", position, json -> ProtoJson.write(json, gone));
  }
}
