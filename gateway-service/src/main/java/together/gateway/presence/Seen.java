package together.gateway.presence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see it: an invisible one is offline, and who is offline says nothing.
 *
 * @param custom null when there is none
 */
public record Seen(Status status, @Nullable CustomStatus custom) {
  public static final Seen OFFLINE = new Seen(Status.OFFLINE, null);

  /** What a presence takes in READY without a custom status, bytes. */
  private static final int BYTES = 64;

  public Seen {
    if (status == Status.OFFLINE && custom != null) {
      throw new IllegalArgumentException("an offline user says nothing");
    }
  }

  public boolean isOnline() {
    return status != Status.OFFLINE;
  }

  /** The most its JSON takes. */
  public int bytes() {
    return custom == null ? BYTES : BYTES + custom.bytes();
  }

  /** {@code user}, {@code status} and, where there is one, {@code custom_status} of a presence. */
  public void writeFields(JsonGenerator json, long userId) throws IOException {
    json.writeObjectFieldStart("user");
    json.writeStringField("id", Long.toString(userId));
    json.writeEndObject();
    json.writeStringField("status", status.text());
    if (custom != null) {
      json.writeFieldName("custom_status");
      custom.write(json);
    }
  }
}
