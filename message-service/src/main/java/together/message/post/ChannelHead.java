package together.message.post;

/**
 * The row that orders a channel, locked by the transaction at hand, as that transaction moves it
 * on.
 */
final class ChannelHead {
  final long channelId;
  private long seq;
  private long lastMessageId;

  ChannelHead(long channelId, long seq, long lastMessageId) {
    this.channelId = channelId;
    this.seq = seq;
    this.lastMessageId = lastMessageId;
  }

  /** Of the channel's newest event. */
  long seq() {
    return seq;
  }

  /** 0 when there is none. */
  long lastMessageId() {
    return lastMessageId;
  }

  /** The next event, which tells of no new message. */
  void advance() {
    seq++;
  }

  /** The next event, which tells of this message. */
  void advance(long messageId) {
    advance();
    lastMessageId = messageId;
  }
}
