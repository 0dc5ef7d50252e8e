package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
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

  private static final TextMapGetter<Headers> TRACE =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return Arrays.stream(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
          return headers == null ? null : text(headers, name);
        }
      };

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

  /** The trace that a record's change belongs to; the root when it belongs to none. */
  static Context trace(Headers headers) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, TRACE);
  }

  /** The W3C trace context header of a span. */
  public static String traceparent(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }
}
