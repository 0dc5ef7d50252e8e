package together.gateway.frame;

import com.google.protobuf.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import together.gateway.log.LogEntry;
import together.platform.json.ProtoJson;

/**
 * Log entries as the DISPATCH frames clients get: the name of the event's case is its type, its
 * message is {@code d}.
 */
public final class EventFrames {
  private EventFrames() {}

  /** The frame's JSON, or null when a newer writer sent a case this node does not know. */
  public static byte @Nullable [] encode(LogEntry entry) {
    var event = entry.event();
    var kind = event.getOneofFieldDescriptor(event.getDescriptorForType().getOneofs().getFirst());
    if (kind == null) {
      return null;
    }
    var type = kind.getName().toUpperCase(Locale.ROOT);
    var body = (Message) event.getField(kind);
    return ServerFrames.dispatch(type, entry.id(), json -> ProtoJson.write(json, body));
  }
}
