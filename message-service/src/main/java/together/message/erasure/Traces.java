package together.message.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import together.message.change.Removals;
import together.message.erasure.UserRemains.Found;
import together.message.erasure.UserRemains.Part;
import together.message.post.ChannelChanges;
import together.message.reaction.ReactionService;

/** Takes away what others see of an account, and tells them, as if it had done so itself. */
@ApplicationScoped
class Traces {
  /** Of no moment of any guild: whoever sees the channel may know. */
  private static final long ANY_REVISION = 0;

  private final ChannelChanges changes;
  private final Removals removals;
  private final ReactionService reactions;

  Traces(ChannelChanges changes, Removals removals, ReactionService reactions) {
    this.changes = changes;
    this.removals = removals;
    this.reactions = reactions;
  }

  /** The erasure after it. */
  Erasure removeMessages(Connection connection, Erasure erasure, Part part) throws SQLException {
    if (!part.found().isEmpty()) {
      var ids = part.found().stream().map(Found::messageId).toList();
      // Of a channel that is just going away there is nothing left to tell.
      var _ =
          changes.change(
              connection,
              part.channelId(),
              change -> {
                removals.many(change, ids, erasure.userId(), ANY_REVISION);
                return true;
              });
    }
    return erasure.at(part.channelId(), part.throughId());
  }

  /** The erasure after it. */
  Erasure removeReactions(Connection connection, Erasure erasure, Part part) throws SQLException {
    if (!part.found().isEmpty()) {
      var _ =
          changes.change(
              connection,
              part.channelId(),
              change -> {
                for (var found : part.found()) {
                  reactions.withdraw(change, found.messageId(), found.emoji(), erasure.userId());
                }
                return true;
              });
    }
    return erasure.at(part.channelId(), part.throughId());
  }
}
