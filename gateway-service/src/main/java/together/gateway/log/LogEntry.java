package together.gateway.log;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.EventHeaders;
import together.proto.GuildEvent;
import together.proto.MessageEvent;
import together.proto.UserEvent;
import together.proto.VoiceEvent;

/**
 * One record of a log. Its headers are read at once, its payload and its client frame when first
 * needed, and then kept: so a message nobody here sees is never parsed, and one that many see is
 * encoded once. Thread-safe.
 */
public final class LogEntry {
  private static final Logger logger = Logger.getLogger(LogEntry.class);
  private static final int OVERHEAD_BYTES = 200;

  private final Log log;
  private final LogMeters meters;
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

  LogEntry(ConsumerRecord<byte[], byte[]> record, LogMeters meters) {
    var headers = record.headers();
    log = Log.ofTopic(record.topic());
    this.meters = meters;
    partition = record.partition();
    offset = record.offset();
    key = EventHeaders.decimal(record.key());
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

  /** A guild log's event of one user in all its guilds, by whom it is keyed. */
  public boolean isProfile() {
    return log == Log.GUILD && userId != 0 && key == userId;
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

  /** The parsed payload; of a message that cannot be read, an event of no known case. */
  public Message event() {
    var parsed = event;
    if (parsed == null) {
      try {
        parsed = parse();
      } catch (InvalidProtocolBufferException e) {
        // Its place in the channel's sequence was told by its headers; nothing is sent for it.
        logger.errorf("%s cannot be read: %s", id(), e.getMessage());
        meters.dropped("unreadable");
        parsed = MessageEvent.getDefaultInstance();
      }
      event = parsed;
    }
    return parsed;
  }

  private Message parse() throws InvalidProtocolBufferException {
    return switch (log) {
      case GUILD -> GuildEvent.parseFrom(payload);
      case USER -> UserEvent.parseFrom(payload);
      case MESSAGE -> MessageEvent.parseFrom(payload);
      case VOICE -> VoiceEvent.parseFrom(payload);
    };
  }

  /**
   * Parses the payload now, unless it is a message's: most of those are of guilds nobody here is
   * in, and nothing but what is sent depends on them.
   */
  void check() throws InvalidProtocolBufferException {
    if (log != Log.MESSAGE) {
      event = parse();
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
