package together.message.post;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.proto.Attachment;
import together.proto.Message;
import together.proto.Reaction;
import together.proto.User;

/**
 * Rows of one channel with all that goes with them but the people.
 *
 * @param rows in the order asked for
 * @param answered by id, the messages that they answer and that are still there
 */
record MessagePage(List<MessageRow> rows, Map<Long, MessageRow> answered, Extras extras) {
  /**
   * What some messages have and most have not, by the id of the message.
   *
   * @param reactions in the order of their first use
   * @param files in the order of their upload
   */
  record Extras(Map<Long, List<Reaction>> reactions, Map<Long, List<Attachment>> files) {
    static final Extras NONE = new Extras(Map.of(), Map.of());
  }

  /** Those of the answered messages that are not among the rows themselves. */
  static Set<Long> elsewhere(List<MessageRow> rows) {
    var ids = new HashSet<Long>();
    rows.stream().map(MessageRow::referenceId).filter(Objects::nonNull).forEach(ids::add);
    rows.forEach(row -> ids.remove(row.id()));
    return ids;
  }

  static MessagePage of(List<MessageRow> rows, List<MessageRow> elsewhere, Extras extras) {
    var known = new HashMap<Long, MessageRow>();
    rows.forEach(row -> known.put(row.id(), row));
    elsewhere.forEach(row -> known.put(row.id(), row));
    return new MessagePage(rows, known, extras);
  }

  /** Everyone who is shown. */
  Set<Long> userIds() {
    var ids = new HashSet<Long>();
    rows.forEach(row -> addPeople(row, ids));
    answered.values().forEach(row -> addPeople(row, ids));
    return ids;
  }

  private static void addPeople(MessageRow row, Set<Long> ids) {
    ids.add(row.authorId());
    ids.addAll(row.mentions());
  }

  /** As clients see them. */
  List<Message> messages(Map<Long, User> users) {
    return rows.stream().map(row -> message(row, users)).toList();
  }

  private Message message(MessageRow row, Map<Long, User> users) {
    var message = alone(row, users);
    var answer = answer(row);
    if (answer != null) {
      message.setReferencedMessage(alone(answer, users));
    }
    return message.build();
  }

  private Message.Builder alone(MessageRow row, Map<Long, User> users) {
    var message = row.toProto(user(row.authorId(), users));
    // What is answered may have been edited since the people were asked for: whom it mentions now
    // and did not then is left out.
    row.mentions().stream()
        .filter(users::containsKey)
        .map(users::get)
        .forEach(message::addMentions);
    return message
        .addAllAttachments(extras.files().getOrDefault(row.id(), List.of()))
        .addAllReactions(extras.reactions().getOrDefault(row.id(), List.of()));
  }

  private @Nullable MessageRow answer(MessageRow row) {
    return row.referenceId() == null ? null : answered.get(row.referenceId());
  }

  private static User user(long id, Map<Long, User> users) {
    return Objects.requireNonNull(users.get(id), "the directory answers every id");
  }
}
