package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import together.message.MessageProblem;
import together.message.attachment.MessageFiles;
import together.message.author.AuthorDirectory;
import together.message.store.Transactions;
import together.proto.Message;
import together.proto.User;

/** Makes stored messages whole: with their authors and the messages they answer, a page at once. */
@ApplicationScoped
public class MessageReader {
  /** Whose reactions nobody has. */
  private static final long NOBODY = 0;

  private final Transactions transactions;
  private final MessageRepository messages;
  private final AuthorDirectory authors;
  private final MessageFiles files;

  MessageReader(
      Transactions transactions,
      MessageRepository messages,
      AuthorDirectory authors,
      MessageFiles files) {
    this.transactions = transactions;
    this.messages = messages;
    this.authors = authors;
    this.files = files;
  }

  /** Ids of messages of a channel, found on a connection. */
  @FunctionalInterface
  public interface Ids {
    List<Long> on(Connection connection) throws SQLException;
  }

  /** One message of a channel, as everybody sees it. */
  public Optional<Message> find(long channelId, long id) {
    return find(channelId, id, NOBODY);
  }

  /** One message of a channel. */
  public Optional<Message> find(long channelId, long id, long readerId) {
    return named(channelId, connection -> List.of(id), readerId).stream().findFirst();
  }

  /** Those of the messages that are still there, in the order of their ids in the list. */
  public List<Message> named(long channelId, Ids named, long readerId) {
    var rows =
        transactions.read(connection -> {
          var ids = named.on(connection);
          var found = new ArrayList<>(messages.find(connection, channelId, ids));
          found.sort(Comparator.comparingInt(row -> ids.indexOf(row.id())));
          return found;
        });
    return whole(channelId, rows, readerId);
  }

  /** One row of a channel, within a transaction. */
  public Optional<MessageRow> row(Connection connection, long channelId, long id)
      throws SQLException {
    return messages.find(connection, channelId, Set.of(id)).stream().findFirst();
  }

  /** Rows of one channel as a reader sees them, in their order. */
  public List<Message> whole(long channelId, List<MessageRow> rows, long readerId) {
    var page =
        MessagePage.elsewhere(rows).isEmpty()
                && rows.stream().noneMatch(row -> row.reacted() || row.attached())
            ? MessagePage.of(rows, List.of(), MessagePage.Extras.NONE)
            : transactions.read(connection -> page(connection, channelId, rows, readerId));
    return page.messages(authors.find(page.userIds()));
  }

  private MessagePage page(
      Connection connection, long channelId, List<MessageRow> rows, long readerId)
      throws SQLException {
    var elsewhere = MessagePage.elsewhere(rows);
    var answered =
        elsewhere.isEmpty()
            ? List.<MessageRow>of()
            : messages.find(connection, channelId, elsewhere);
    var all = new ArrayList<>(rows);
    all.addAll(answered);
    var reactions = MessageReactions.of(connection, channelId, all, readerId);
    var carriers = all.stream().filter(MessageRow::attached).map(MessageRow::id).toList();
    var attached = files.of(connection, channelId, carriers);
    return MessagePage.of(rows, answered, new MessagePage.Extras(reactions, attached));
  }

  /**
   * One row as everybody sees it, within a transaction, where nobody may be asked who is who.
   *
   * @param users everyone it shows
   */
  public Message whole(Connection connection, MessageRow row, Map<Long, User> users)
      throws SQLException {
    return page(connection, row.channelId(), List.of(row), NOBODY).messages(users).getFirst();
  }

  /** A user, and everyone that a message shows; 404 when there is no such message. */
  public Map<Long, User> people(long channelId, long messageId, long userId) {
    var message = find(channelId, messageId).orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
    var users = shown(message);
    users.putAll(authors.find(Set.of(userId)));
    return users;
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
