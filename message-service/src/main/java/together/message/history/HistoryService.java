package together.message.history;

import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.post.MessageReader;
import together.message.store.Transactions;
import together.proto.Message;

/** What was said in a channel, for those who may read its history. */
@ApplicationScoped
public class HistoryService {
  private final ChannelAccess access;
  private final Transactions transactions;
  private final HistoryRepository history;
  private final MessageReader reader;

  HistoryService(
      ChannelAccess access,
      Transactions transactions,
      HistoryRepository history,
      MessageReader reader) {
    this.access = access;
    this.transactions = transactions;
    this.history = history;
    this.reader = reader;
  }

  /** A page, newest first. */
  List<Message> page(long userId, long channelId, HistoryQuery query) {
    access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    var rows = transactions.read(connection -> history.page(connection, channelId, query));
    return reader.whole(channelId, rows, userId);
  }

  public Message message(long userId, long channelId, long messageId) {
    access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    return reader
        .find(channelId, messageId, userId)
        .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }
}
