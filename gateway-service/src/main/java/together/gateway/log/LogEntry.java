package together.gateway.log;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.EventHeaders;
import together.proto.GuildEvent;
import together.proto.MessageEvent;
import together.proto.UserEvent;
import together.proto.VoiceEvent;

/**
 * One record of a log. Its headers are read at once, its payload and its client frame when first
 * needed, and then kept: so an event nobody here sees is never parsed, and one that many see is
 * encoded once. Thread-safe.
 */
public final class LogEntry {
  private static final int OVERHEAD_BYTES = 200;

  private final Log log;
  private final int partition;
  private final long offset;
  private final long key;
  private final long guildId;
  private final long channelId;
  private final long userId;
  private final long revision;
  private final long seq;
  private final long createdMillis;
  private final byte[] payload;
  private volatile @Nullable Message event;
  private volatile byte @Nullable [] frame;
  private volatile byte @Nullable [] compressed;

  LogEntry(ConsumerRecord<byte[], byte[]> record) {
    var headers = record.headers();
    log = Log.ofTopic(record.topic());
    partition = record.partition();
    offset = record.offset();
    key = Long.parseLong(new String(record.key(), java.nio.charset.StandardCharsets.US_ASCII));
    guildId = EventHeaders.number(headers, EventHeaders.GUILD_ID);
    channelId = EventHeaders.number(headers, EventHeaders.CHANNEL_ID);
    userId = EventHeaders.number(headers, EventHeaders.USER_ID);
    revision = EventHeaders.number(headers, EventHeaders.REVISION);
    seq = EventHeaders.number(headers, EventHeaders.SEQ);
    createdMillis = record.timestamp();
    payload = record.value();
  }

  public Log log() {
    return log;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** The aggregate the sequence counts. */
  public long key() {
    return key;
  }

  /** 0 when the event belongs to no guild. */
  public long guildId() {
    return guildId;
  }

  public long channelId() {
    return channelId;
  }

  public long userId() {
    return userId;
  }

  /** The guild's revision at which the change was allowed; 0 when none is named. */
  public long revision() {
    return revision;
  }

  public long seq() {
    return seq;
  }

  /** When the change was written, Unix milliseconds. */
  public long createdMillis() {
    return createdMillis;
  }

  /** The position as clients see it. */
  public String id() {
    return log.letter() + partition + "-" + offset;
  }

  /** What this entry may take of memory, bytes. */
  public int bytes() {
    return bytes(payload.length);
  }

  /** What an entry with a payload of that size may take of memory, bytes. */
  static int bytes(int payload) {
    // The payload, the parsed event and the frame are of like size.
    return OVERHEAD_BYTES + 4 * payload;
  }

  public GuildEvent guildEvent() {
    return (GuildEvent) event();
  }

  public MessageEvent messageEvent() {
    return (MessageEvent) event();
  }

  public UserEvent userEvent() {
    return (UserEvent) event();
  }

  public VoiceEvent voiceEvent() {
    return (VoiceEvent) event();
  }

  /** The parsed payload. */
  public Message event() {
    var parsed = event;
    if (parsed == null) {
      try {
        parsed =
            switch (log) {
              case GUILD -> GuildEvent.parseFrom(payload);
              case USER -> UserEvent.parseFrom(payload);
              case MESSAGE -> MessageEvent.parseFrom(payload);
              case VOICE -> VoiceEvent.parseFrom(payload);
            };
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("the reader let an unreadable record pass: " + id(), e);
      }
      event = parsed;
    }
    return parsed;
  }

  /** Parses the payload now. */
  void check() throws InvalidProtocolBufferException {
    switch (log) {
      case GUILD -> event = GuildEvent.parseFrom(payload);
      case USER -> event = UserEvent.parseFrom(payload);
      // Most messages are of guilds nobody here is in: judged now, kept parsed only when needed.
      case MESSAGE -> {
        var _ = MessageEvent.parseFrom(payload);
      }
      case VOICE -> event = VoiceEvent.parseFrom(payload);
    }
  }

  /**
   * What {@code encoder} makes of this entry for clients, made once; null when it makes nothing of
   * it.
   */
  public byte @Nullable [] frame(Function<LogEntry, byte @Nullable []> encoder) {
    var encoded = frame;
    if (encoded == null) {
      encoded = encoder.apply(this);
      frame = encoded;
    }
    return encoded;
  }

  /** The frame, which must be there, compressed; made once. */
  public byte[] compressed(UnaryOperator<byte[]> compressor) {
    var shorter = compressed;
    if (shorter == null) {
      var encoded = frame;
      if (encoded == null) {
        throw new IllegalStateException("not encoded yet");
      }
      shorter = compressor.apply(encoded);
      compressed = shorter;
    }
    return shorter;
  }
}
