package together.gateway.session;

import java.util.Set;
import together.gateway.frame.ServerFrames;
import together.gateway.presence.GuildPresences;

/** RESUMED, with everyone who is online in the client's small guilds: presence is not replayed. */
final class ResumedFrame {
  private ResumedFrame() {}

  static byte[] of(GuildPresences presences, Set<Long> guilds) {
    var online = presences.online(guilds);
    return ServerFrames.dispatch(
        "RESUMED",
        null,
        json -> {
          json.writeStartObject();
          json.writeFieldName("presences");
          GuildPresences.write(json, online);
          json.writeEndObject();
        });
  }
}
