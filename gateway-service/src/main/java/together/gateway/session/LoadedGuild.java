package together.gateway.session;

import org.jspecify.annotations.Nullable;
import together.gateway.audience.GuildView;
import together.gateway.audience.Membership;
import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.proto.Guild;
import together.proto.GuildDelete;
import together.proto.GuildVoiceStates;

/**
 * A guild as loaded for one user.
 *
 * @param view its whole structure
 * @param forClient what the user may see of it
 * @param member the user's membership
 * @param voices who is in its voice channels, seen or not
 * @param contained what {@code forClient} contains
 */
record LoadedGuild(
    GuildView view,
    Guild forClient,
    Membership member,
    GuildVoiceStates voices,
    Contained contained) {
  byte[] createFrame(@Nullable String position) {
    return ServerFrames.dispatch(
        "GUILD_CREATE", position, json -> ProtoJson.write(json, forClient));
  }

  static byte[] deleteFrame(long guildId, @Nullable String position) {
    var gone = GuildDelete.newBuilder().setId(guildId).build();
    return ServerFrames.dispatch("GUILD_DELETE", position, json -> ProtoJson.write(json, gone));
  }
}
