package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    return whole(channelId, select(channelId, Set.of(id))).stream().findFirst();
  }

  /** Rows of one channel as clients see them, in their order. */
  public List<Message> whole(long channelId, List<MessageRow> rows) {
    var known = new HashMap<Long, MessageRow>();
    rows.forEach(row -> known.put(row.id(), row));
    var elsewhere =
        rows.stream()
            .map(MessageRow::referenceId)
            .filter(Objects::nonNull)
            .filter(id -> !known.containsKey(id))
            .collect(Collectors.toSet());
    if (!elsewhere.isEmpty()) {
      select(channelId, elsewhere).forEach(row -> known.put(row.id(), row));
    }
    var users = authors.find(authorIds(known));
    return rows.stream().map(row -> whole(row, known, users)).toList();
  }

  private List<MessageRow> select(long channelId, Set<Long> ids) {
    return transactions.read(connection -> messages.find(connection, channelId, ids));
  }

  private static Set<Long> authorIds(Map<Long, MessageRow> rows) {
    var ids = new HashSet<Long>();
    rows.values().forEach(row -> ids.add(row.authorId()));
    return ids;
  }

  private static Message whole(
      MessageRow row, Map<Long, MessageRow> known, Map<Long, User> authors) {
    var message = row.toProto(author(row, authors));
    var answered = row.referenceId() == null ? null : known.get(row.referenceId());
    if (answered != null) {
      message.setReferencedMessage(answered.toProto(author(answered, authors)));
    }
    return message.build();
  }

  private static User author(MessageRow row, Map<Long, User> authors) {
    return Objects.requireNonNull(authors.get(row.authorId()), "the directory answers every id");
  }
}
