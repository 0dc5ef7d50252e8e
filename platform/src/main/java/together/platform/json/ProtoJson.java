package together.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import together.proto.Options;

/**
 * Renders a contract message as the JSON clients see, by the rules at the head of {@code
 * proto/together/options.proto}. One rendering for every event and READY, equal to what REST
 * answers. Thread-safe.
 */
public final class ProtoJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, List<FieldDescriptor>> SHOWN = new ConcurrentHashMap<>();

  private ProtoJson() {}

  /** The message as UTF-8 JSON. */
  public static byte[] bytes(MessageOrBuilder message) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = JSON.createGenerator(bytes)) {
      write(json, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the message as a JSON object. */
  public static void write(JsonGenerator json, MessageOrBuilder message) throws IOException {
    json.writeStartObject();
    for (var field : shown(message)) {
      json.writeFieldName(field.getName());
      if (field.isRepeated()) {
        json.writeStartArray();
        for (var value : (List<?>) message.getField(field)) {
          value(json, field, value);
        }
        json.writeEndArray();
      } else if (field.hasPresence() && !message.hasField(field)) {
        json.writeNull();
      } else {
        value(json, field, message.getField(field));
      }
    }
    json.writeEndObject();
  }

  private static List<FieldDescriptor> shown(MessageOrBuilder message) {
    var type = message.getDescriptorForType();
    return SHOWN.computeIfAbsent(
        type.getFullName(),
        name ->
            type.getFields().stream()
                .filter(field -> !field.getOptions().getExtension(Options.internal))
                .toList());
  }

  private static void value(JsonGenerator json, FieldDescriptor field, Object value)
      throws IOException {
    switch (field.getType()) {
      case MESSAGE -> {
        if (value instanceof Timestamp time) {
          json.writeString(Moments.text(Moments.instant(time)));
        } else {
          write(json, (MessageOrBuilder) value);
        }
      }
      case INT64 -> json.writeString(Long.toString((long) value));
      case UINT64 -> json.writeNumber((long) value);
      case INT32, UINT32 -> json.writeNumber((int) value);
      case BOOL -> json.writeBoolean((boolean) value);
      case STRING -> json.writeString((String) value);
      default ->
          throw new IllegalArgumentException(
              field.getFullName() + ": no JSON form for " + field.getType());
    }
  }
}
