package together.gateway.audience;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import together.gateway.frame.EventFrames;
import together.gateway.frame.ServerFrames;
import together.gateway.frame.WireFrames;
import together.gateway.log.LogEntry;
import together.platform.json.ProtoJson;
import together.proto.Channel;
import together.proto.GuildDelete;
import together.proto.VoiceState;

/**
 * The frames one log entry leads to, each put on the wire's form once for all sockets of an event
 * loop. Close after the entry was delivered.
 */
public final class SharedFrames implements AutoCloseable {
  private static final String CREATE = "CHANNEL_CREATE";
  private static final String UPDATE = "CHANNEL_UPDATE";
  private static final String DELETE = "CHANNEL_DELETE";

  private final ByteBufAllocator allocator;
  private final LogEntry entry;
  private final Map<String, ByteBuf> frames = new HashMap<>();

  public SharedFrames(ByteBufAllocator allocator, LogEntry entry) {
    this.allocator = allocator;
    this.entry = entry;
  }

  /** The event itself; nothing is sent when a newer writer's event is not known here. */
  public void sendEvent(Subscriber subscriber) {
    var frame = frames.get("");
    if (frame == null) {
      var encoded = entry.frame(EventFrames::encode);
      if (encoded == null) {
        return;
      }
      frame = WireFrames.text(allocator, encoded);
      frames.put("", frame);
    }
    subscriber.send(frame);
  }

  void sendChannelCreate(Subscriber subscriber, Channel channel) {
    sendChannel(subscriber, CREATE, channel);
  }

  void sendChannelUpdate(Subscriber subscriber, Channel channel) {
    sendChannel(subscriber, UPDATE, channel);
  }

  void sendChannelDelete(Subscriber subscriber, Channel channel) {
    sendChannel(subscriber, DELETE, channel);
  }

  private void sendChannel(Subscriber subscriber, String type, Channel channel) {
    subscriber.send(
        frames.computeIfAbsent(
            type + channel.getId(),
            key ->
                wire(
                    ServerFrames.dispatch(
                        type, entry.id(), json -> ProtoJson.write(json, channel)))));
  }

  void sendGuildDelete(Subscriber subscriber, long guildId) {
    var gone = GuildDelete.newBuilder().setId(guildId).build();
    subscriber.send(
        frames.computeIfAbsent(
            "GUILD_DELETE",
            type ->
                wire(
                    ServerFrames.dispatch(type, entry.id(), json -> ProtoJson.write(json, gone)))));
  }

  /**
   * For those who saw the channel left but not the one joined: the user is gone from what they see.
   */
  void sendVoiceLeft(Subscriber subscriber, VoiceState state) {
    var left = state.toBuilder().clearChannelId().build();
    subscriber.send(
        frames.computeIfAbsent(
            "VOICE_STATE_UPDATE",
            type ->
                wire(
                    ServerFrames.dispatch(type, entry.id(), json -> ProtoJson.write(json, left)))));
  }

  private ByteBuf wire(byte[] frame) {
    return WireFrames.text(allocator, frame);
  }

  @Override
  public void close() {
    frames.values().forEach(ByteBuf::release);
  }
}
