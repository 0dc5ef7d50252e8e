package together.gateway.typing;

import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.proto.EphemeralEvent;

/**
 * Somebody has begun to type.
 *
 * @param revision the guild's at which it was allowed: nobody gets it under an older view
 * @param frame TYPING_START as clients get it
 */
public record Typing(long guildId, long channelId, long userId, long revision, byte[] frame) {
  static Typing of(EphemeralEvent event) {
    var typing = event.getTypingStart();
    return new Typing(
        event.getGuildId(),
        event.getChannelId(),
        typing.getUserId(),
        event.getRevision(),
        ServerFrames.dispatch("TYPING_START", null, json -> ProtoJson.write(json, typing)));
  }
}
