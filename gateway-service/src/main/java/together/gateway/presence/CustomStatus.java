package together.gateway.presence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import together.platform.json.Moments;

/**
 * What a user says of itself beside the status.
 *
 * @param text null when there is an emoji alone
 * @param emoji one of Unicode's, or {@code name:id} of a server's
 * @param expiresMillis from then on it is gone, Unix milliseconds; 0: it stays
 */
public record CustomStatus(@Nullable String text, @Nullable String emoji, long expiresMillis) {
  /** What its JSON takes beside the text and the emoji, bytes. */
  private static final int FRAME_BYTES = 90;

  /** A UTF-16 unit in JSON takes so many bytes at most, escaped or as UTF-8. */
  private static final int UNIT_BYTES = 3;

  static CustomStatus of(together.proto.CustomStatus proto) {
    return new CustomStatus(
        proto.hasText() ? proto.getText() : null,
        proto.hasEmoji() ? proto.getEmoji() : null,
        proto.hasExpiresAt() ? Moments.instant(proto.getExpiresAt()).toEpochMilli() : 0);
  }

  together.proto.CustomStatus proto() {
    var proto = together.proto.CustomStatus.newBuilder();
    if (text != null) {
      proto.setText(text);
    }
    if (emoji != null) {
      proto.setEmoji(emoji);
    }
    if (expiresMillis != 0) {
      proto.setExpiresAt(Moments.proto(Instant.ofEpochMilli(expiresMillis)));
    }
    return proto.build();
  }

  boolean holds(long nowMillis) {
    return expiresMillis == 0 || expiresMillis > nowMillis;
  }

  /** As REST and READY show it. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", text);
    json.writeStringField("emoji", emoji);
    json.writeStringField(
        "expires_at",
        expiresMillis == 0 ? null : Moments.text(Instant.ofEpochMilli(expiresMillis)));
    json.writeEndObject();
  }

  /** The most its JSON takes. */
  int bytes() {
    return FRAME_BYTES + UNIT_BYTES * (length(text) + length(emoji));
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
