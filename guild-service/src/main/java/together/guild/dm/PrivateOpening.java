package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.database.Transactions;
import together.platform.id.Ids;
import together.platform.id.Snowflakes;
import together.platform.problem.ProblemException;
import together.proto.User;

/** Making private channels; the dm of two users is made once. */
@ApplicationScoped
class PrivateOpening {
  private final PrivateChannelRepository channels;
  private final PrivateChannelEvents events;
  private final RecipientRules rules;
  private final Ids ids;
  private final Transactions transactions;

  PrivateOpening(
      PrivateChannelRepository channels,
      PrivateChannelEvents events,
      RecipientRules rules,
      Ids ids,
      Transactions transactions) {
    this.channels = channels;
    this.events = events;
    this.rules = rules;
    this.ids = ids;
    this.transactions = transactions;
  }

  /** The one dm of these two. */
  PrivateChanges.Known dm(long userId, long recipientId) {
    if (userId == recipientId) {
      throw ProblemException.invalid("recipient_id", "ONESELF", "must be somebody else");
    }
    var both = List.of(userId, recipientId);
    var profiles = rules.known(both);
    long low = Math.min(userId, recipientId);
    long high = Math.max(userId, recipientId);
    var channel =
        channels
            .findDm(low, high)
            .or(() -> {
              rules.requireWelcome(userId, List.of(recipientId));
              return make(low, high, profiles);
            })
            .or(() -> channels.findDm(low, high))
            .orElseThrow();
    return new PrivateChanges.Known(channel, profiles);
  }

  /** Nothing when somebody else has made it in the same moment. */
  private Optional<PrivateChannel> make(long low, long high, Map<Long, User> profiles) {
    rules.requireRoom(List.of(low, high));
    var channel =
        new PrivateChannel(
            ids.next(),
            PrivateChannel.DM,
            null,
            null,
            null,
            1,
            new ArrayList<>(List.of(low, high)));
    return transactions.run(() -> {
      store(channel);
      if (!channels.pair(low, high, channel.id())) {
        transactions.undo();
        return Optional.empty();
      }
      events.tell(channel, profiles, List.of());
      return Optional.of(channel);
    });
  }

  /** A new group, its maker the owner. */
  PrivateChanges.Known group(long ownerId, List<Long> others, @Nullable String name) {
    var all = new ArrayList<>(List.of(ownerId));
    all.addAll(others);
    var profiles = rules.known(all);
    rules.requireWelcome(ownerId, others);
    rules.requireRoom(all);
    var group = new PrivateChannel(ids.next(), PrivateChannel.GROUP, name, null, ownerId, 1, all);
    return transactions.run(() -> {
      store(group);
      events.tell(group, profiles, List.of());
      return new PrivateChanges.Known(group, profiles);
    });
  }

  private void store(PrivateChannel channel) {
    channels.insert(channel, Instant.ofEpochMilli(Snowflakes.millisOf(channel.id())));
  }
}
