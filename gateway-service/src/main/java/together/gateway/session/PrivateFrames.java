package together.gateway.session;

import org.jspecify.annotations.Nullable;
import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.proto.PrivateChannel;

/** What one client is told of a dm or group dm that was loaded for it, or is gone. */
final class PrivateFrames {
  private static final int GROUP_DM = 3;

  private PrivateFrames() {}

  static byte[] create(PrivateChannel channel, @Nullable String position) {
    return ServerFrames.dispatch(
        "CHANNEL_CREATE", position, json -> ProtoJson.write(json, channel));
  }

  /** Only a group dm can be left. */
  static byte[] delete(long channelId, @Nullable String position) {
    var gone = PrivateChannel.newBuilder().setId(channelId).setType(GROUP_DM).build();
    return ServerFrames.dispatch("CHANNEL_DELETE", position, json -> ProtoJson.write(json, gone));
  }
}
