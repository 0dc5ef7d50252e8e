package together.message.reaction;

import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import together.message.access.ChannelAccess;
import together.message.author.AuthorDirectory;
import together.message.store.Transactions;
import together.proto.User;

/** Who set which emoji. */
@ApplicationScoped
public class ReactionReader {
  private final ChannelAccess access;
  private final Transactions transactions;
  private final ReactionRepository reactions;
  private final AuthorDirectory users;

  ReactionReader(
      ChannelAccess access,
      Transactions transactions,
      ReactionRepository reactions,
      AuthorDirectory users) {
    this.access = access;
    this.transactions = transactions;
    this.reactions = reactions;
    this.users = users;
  }

  /** By ascending id. */
  List<User> users(long callerId, long channelId, long messageId, Emoji named, ReactionPage page) {
    access.authorize(callerId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    var ids =
        transactions.read(connection -> {
          var emoji = reactions.stored(connection, channelId, messageId, named);
          return reactions.users(connection, channelId, messageId, emoji, page);
        });
    var known = users.find(new HashSet<>(ids));
    return ids.stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
  }
}
