package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import together.message.author.AuthorDirectory;
import together.message.store.Transactions;
import together.proto.Message;
import together.proto.User;

/** Makes stored messages whole: with their authors and the messages they answer, a page at once. */
@ApplicationScoped
public class MessageReader {
  private final Transactions transactions;
  private final MessageRepository messages;
  private final AuthorDirectory authors;

  MessageReader(Transactions transactions, MessageRepository messages, AuthorDirectory authors) {
    this.transactions = transactions;
    this.messages = messages;
    this.authors = authors;
  }

  /** One message of a channel. */
  public Optional<Message> find(long channelId, long id) {
    var rows = transactions.read(connection -> messages.find(connection, channelId, Set.of(id)));
    return whole(channelId, rows).stream().findFirst();
  }

  /** One row of a channel, within a transaction. */
  public Optional<MessageRow> row(Connection connection, long channelId, long id)
      throws SQLException {
    return messages.find(connection, channelId, Set.of(id)).stream().findFirst();
  }

  /** Rows of one channel as clients see them, in their order. */
  public List<Message> whole(long channelId, List<MessageRow> rows) {
    var elsewhere = MessagePage.elsewhere(rows);
    var page =
        MessagePage.of(
            rows,
            elsewhere.isEmpty()
                ? List.of()
                : transactions.read(connection -> messages.find(connection, channelId, elsewhere)));
    return page.messages(authors.find(page.userIds()));
  }

  /**
   * One row within a transaction, where nobody may be asked who is who.
   *
   * @param users everyone it shows
   */
  public Message whole(Connection connection, MessageRow row, Map<Long, User> users)
      throws SQLException {
    var rows = List.of(row);
    var elsewhere = MessagePage.elsewhere(rows);
    var answered =
        elsewhere.isEmpty()
            ? List.<MessageRow>of()
            : messages.find(connection, row.channelId(), elsewhere);
    return MessagePage.of(rows, answered).messages(users).getFirst();
  }

  /** Everyone a message shows. */
  public static Map<Long, User> shown(Message message) {
    var users = new HashMap<Long, User>();
    users.put(message.getAuthor().getId(), message.getAuthor());
    message.getMentionsList().forEach(user -> users.put(user.getId(), user));
    if (message.hasReferencedMessage()) {
      users.putAll(shown(message.getReferencedMessage()));
    }
    return users;
  }
}
