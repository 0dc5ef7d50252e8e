package together.message.post;

import java.util.LinkedHashMap;
import java.util.Map;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.OutboxRecord;
import together.proto.Message;
import together.proto.MessageEvent;

/** What the log {@code together.message.v1} tells of messages. */
public final class MessageEvents {
  public static final String TOPIC = "together.message.v1";

  private MessageEvents() {}

  static OutboxRecord created(Draft draft, Message message, long seq) {
    var event =
        MessageEvent.newBuilder()
            .setChannelId(message.getChannelId())
            .setGuildId(draft.guildId())
            .setSeq(seq)
            .setRevision(draft.revision())
            .setMessageCreate(message)
            .build();
    var record = of(event, message.getAuthor().getId());
    if (draft.traceparent() != null) {
      record.headers().put(EventHeaders.TRACEPARENT, draft.traceparent());
    }
    return record;
  }

  /**
   * An event of a channel: keyed by the channel, in the partition of its guild.
   *
   * @param userId the author, or who did it
   */
  static OutboxRecord of(MessageEvent event, long userId) {
    long channelId = event.getChannelId();
    long guildId = event.getGuildId();
    return new OutboxRecord(
        TOPIC,
        channelId,
        guildId == 0 ? channelId : guildId,
        type(event),
        headers(event, userId),
        event);
  }

  /** An event for the sessions of one user alone: keyed by the user, in the user's partition. */
  public static OutboxRecord own(MessageEvent event, long userId) {
    return new OutboxRecord(TOPIC, userId, userId, type(event), headers(event, userId), event);
  }

  private static Map<String, String> headers(MessageEvent event, long userId) {
    var headers = new LinkedHashMap<String, String>();
    put(headers, EventHeaders.GUILD_ID, event.getGuildId());
    put(headers, EventHeaders.CHANNEL_ID, event.getChannelId());
    put(headers, EventHeaders.USER_ID, userId);
    put(headers, EventHeaders.REVISION, event.getRevision());
    put(headers, EventHeaders.SEQ, event.getSeq());
    return headers;
  }

  private static String type(MessageEvent event) {
    return switch (event.getEventCase()) {
      case MESSAGE_CREATE -> "message_create";
      case MESSAGE_UPDATE -> "message_update";
      case MESSAGE_DELETE -> "message_delete";
      case MESSAGE_DELETE_BULK -> "message_delete_bulk";
      case MESSAGE_REACTION_ADD -> "message_reaction_add";
      case MESSAGE_REACTION_REMOVE -> "message_reaction_remove";
      case CHANNEL_PINS_UPDATE -> "channel_pins_update";
      case READ_STATE_UPDATE -> "read_state_update";
      case NOTIFICATION_SETTINGS_UPDATE -> "notification_settings_update";
      case EVENT_NOT_SET -> throw new IllegalArgumentException("an event tells of something");
    };
  }

  private static void put(Map<String, String> headers, String name, long value) {
    if (value != 0) {
      headers.put(name, Long.toString(value));
    }
  }
}
