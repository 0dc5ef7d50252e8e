package together.gateway.frame;

import com.google.protobuf.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import together.gateway.log.LogEntry;
import together.platform.json.ProtoJson;
import together.proto.GuildEvent;

/**
 * Log entries as the DISPATCH frames clients get: the name of the event's case is its type, its
 * message is {@code d}. A user's profile is USER_UPDATE from whichever log it comes.
 */
public final class EventFrames {
  private EventFrames() {}

  /** The frame's JSON, or null when a newer writer sent a case this node does not know. */
  public static byte @Nullable [] encode(LogEntry entry) {
    var event = entry.event();
    if (event instanceof GuildEvent guild && guild.hasMemberProfile()) {
      // Where it is told is nobody's business.
      var user = guild.getMemberProfile().getUser();
      return ServerFrames.dispatch("USER_UPDATE", entry.id(), json -> ProtoJson.write(json, user));
    }
    var kind = event.getOneofFieldDescriptor(event.getDescriptorForType().getOneofs().getFirst());
    if (kind == null) {
      return null;
    }
    var type = kind.getName().toUpperCase(Locale.ROOT);
    var body = (Message) event.getField(kind);
    return ServerFrames.dispatch(type, entry.id(), json -> ProtoJson.write(json, body));
  }
}
