package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanContext;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of the record headers beside those of CloudEvents, and how they are read. */
public final class EventHeaders {
  public static final String TRACEPARENT = "traceparent";
  public static final String GUILD_ID = "guild_id";
  public static final String CHANNEL_ID = "channel_id";
  public static final String USER_ID = "user_id";
  public static final String REVISION = "revision";
  public static final String SEQ = "seq";

  private EventHeaders() {}

  /**
   * A decimal header, or 0 when it is absent. Throws {@link UnreadableEventException} when it is no
   * number.
   */
  public static long number(Headers headers, String name) {
    var text = text(headers, name);
    if (text == null) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UnreadableEventException("header " + name + " is no number", e);
    }
  }

  /** A header's text, or null when it is absent. */
  public static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** The W3C trace context header of a span. */
  public static String traceparent(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }
}
