package together.platform.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
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

  /** So many decimal digits are below 2^64: an overflow of a long shows in its sign. */
  private static final int SHORT_DIGITS = 19;

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
    var header = headers.lastHeader(name);
    if (header == null) {
      return 0;
    }
    try {
      return decimal(header.value());
    } catch (NumberFormatException e) {
      throw new UnreadableEventException("header " + name + " is no number", e);
    }
  }

  /**
   * A decimal number as headers and keys hold it; read for every record, so no string is made of
   * it.
   *
   * @throws NumberFormatException when it is none that a {@code long} holds
   */
  public static long decimal(byte[] text) {
    if (text.length == 0 || text.length > SHORT_DIGITS) {
      return Long.parseLong(new String(text, US_ASCII));
    }
    long number = 0;
    for (byte digit : text) {
      if (digit < '0' || digit > '9') {
        return Long.parseLong(new String(text, US_ASCII));
      }
      number = number * 10 + (digit - '0');
    }
    // Nineteen digits may be more than a long holds: then the sign is lost, once.
    return number < 0 ? Long.parseLong(new String(text, US_ASCII)) : number;
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
