package together.gateway.audience;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.Deflate;
import together.gateway.frame.EventFrames;
import together.gateway.frame.ServerFrames;
import together.gateway.log.LogEntry;
import together.platform.json.ProtoJson;
import together.proto.Channel;
import together.proto.GuildDelete;
import together.proto.PrivateChannel;
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
  private final Map<String, SharedFrame> others = new HashMap<>();
  private @Nullable SharedFrame event;

  public SharedFrames(ByteBufAllocator allocator, LogEntry entry) {
    this.allocator = allocator;
    this.entry = entry;
  }

  /** The event itself; nothing is sent when a newer writer's event is not known here. */
  public void sendEvent(Subscriber subscriber) {
    var frame = event;
    if (frame == null) {
      var encoded = entry.frame(EventFrames::encode);
      if (encoded == null) {
        return;
      }
      // Kept by the entry, so that the other event loops find both.
      frame = new SharedFrame(allocator, encoded, () -> entry.compressed(Deflate::compress));
      event = frame;
    }
    frame.send(subscriber);
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
    send(subscriber, type + channel.getId(), type, channel);
  }

  /** A change of a dm or group dm, whole. */
  public void sendPrivateChannel(Subscriber subscriber, String type, PrivateChannel channel) {
    send(subscriber, type, type, channel);
  }

  public void sendGuildDelete(Subscriber subscriber, long guildId) {
    var gone = GuildDelete.newBuilder().setId(guildId).build();
    send(subscriber, "GUILD_DELETE", "GUILD_DELETE", gone);
  }

  /**
   * For those who saw the channel left but not the one joined: the user is gone from what they see.
   */
  void sendVoiceLeft(Subscriber subscriber, VoiceState state) {
    var left = state.toBuilder().clearChannelId().build();
    send(subscriber, "VOICE_STATE_UPDATE", "VOICE_STATE_UPDATE", left);
  }

  /** Who is in a channel that has come into sight. */
  void sendVoiceState(Subscriber subscriber, VoiceState state) {
    var key = "VOICE_STATE_UPDATE" + state.getUserId();
    send(subscriber, key, "VOICE_STATE_UPDATE", state);
  }

  private void send(Subscriber subscriber, String key, String type, Message body) {
    others.computeIfAbsent(key, _ -> frame(type, body)).send(subscriber);
  }

  private SharedFrame frame(String type, Message body) {
    return new SharedFrame(
        allocator, ServerFrames.dispatch(type, entry.id(), json -> ProtoJson.write(json, body)));
  }

  @Override
  public void close() {
    if (event != null) {
      event.release();
    }
    others.values().forEach(SharedFrame::release);
  }
}
