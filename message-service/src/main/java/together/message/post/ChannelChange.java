package together.message.post;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import together.platform.outbox.OutboxRecord;
import together.proto.Message;
import together.proto.MessageEvent;

/** A change of a channel's messages under way: its head is locked. Confined to its transaction. */
public final class ChannelChange {
  private final Connection connection;
  private final ChannelHead head;
  private final long guildId;
  private final List<OutboxRecord> events = new ArrayList<>();

  ChannelChange(Connection connection, ChannelHead head, long guildId) {
    this.connection = connection;
    this.head = head;
    this.guildId = guildId;
  }

  public Connection connection() {
    return connection;
  }

  public long channelId() {
    return head.channelId;
  }

  /** 0 in a dm. */
  public long guildId() {
    return guildId;
  }

  /**
   * Tells of the change as the channel's next event.
   *
   * @param event its case and revision; the rest is set here
   * @param userId who did it, or whose message it was
   */
  public void tell(MessageEvent.Builder event, long userId) {
    head.advance();
    event.setChannelId(head.channelId).setGuildId(guildId).setSeq(head.seq());
    events.add(MessageEvents.of(event.build(), userId));
  }

  /** Tells of a new message as the channel's next event. */
  void tell(Draft draft, Message message) {
    head.advance(message.getId());
    events.add(MessageEvents.created(draft, message, head.seq()));
  }

  ChannelHead head() {
    return head;
  }

  List<OutboxRecord> events() {
    return events;
  }
}
