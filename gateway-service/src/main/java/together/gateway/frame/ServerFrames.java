package together.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Cursor;

/** Writes the frames a client gets: {@code {"op": …, "t": …, "id": …, "d": …}} as UTF-8 JSON. */
public final class ServerFrames {
  /** An emoji is four bytes of UTF-8, not two escapes of six. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** Writes the value of {@code d}. */
  @FunctionalInterface
  public interface Payload {
    void write(JsonGenerator json) throws IOException;
  }

  private ServerFrames() {}

  public static byte[] hello(int heartbeatMillis) {
    return control(
        "HELLO",
        json -> {
          json.writeStartObject();
          json.writeNumberField("heartbeat_interval", heartbeatMillis);
          json.writeEndObject();
        });
  }

  public static byte[] heartbeatAck(Cursor cursor) {
    return control(
        "HEARTBEAT_ACK",
        json -> {
          json.writeStartObject();
          json.writeFieldName("cursor");
          cursor.write(json);
          json.writeEndObject();
        });
  }

  /** The session cannot be resumed: identify anew. */
  public static byte[] invalidSession() {
    return control("INVALID_SESSION", JsonGenerator::writeNull);
  }

  /** Reconnect to another node within the given time. */
  public static byte[] reconnect() {
    return control("RECONNECT", JsonGenerator::writeNull);
  }

  public static byte[] control(String op, Payload payload) {
    return frame(op, null, null, payload);
  }

  /** An event; {@code id} is its position, null for what is no part of a log. */
  public static byte[] dispatch(String type, @Nullable String id, Payload payload) {
    return frame("DISPATCH", type, id, payload);
  }

  /** As {@link #dispatch(String, String, Payload)} with the payload rendered already. */
  public static byte[] dispatch(String type, @Nullable String id, byte[] payload) {
    return dispatch(type, id, json -> json.writeRawValue(new String(payload, UTF_8)));
  }

  /** A value that becomes part of a frame. */
  public static String json(Payload payload) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      payload.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static byte[] frame(
      String op, @Nullable String type, @Nullable String id, Payload payload) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("op", op);
      json.writeStringField("t", type);
      json.writeStringField("id", id);
      json.writeFieldName("d");
      payload.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
