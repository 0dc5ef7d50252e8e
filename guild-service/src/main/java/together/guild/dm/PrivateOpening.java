package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.database.Transactions;
import together.guild.directory.Users;
import together.platform.id.Ids;
import together.platform.id.Snowflakes;
import together.platform.problem.ProblemException;
import together.proto.User;

/** Making private channels; the dm of two users is made once. */
@ApplicationScoped
class PrivateOpening {
  private final PrivateChannelRepository channels;
  private final PrivateChannelEvents events;
  private final Users users;
  private final GuildLimits limits;
  private final Ids ids;
  private final Transactions transactions;

  PrivateOpening(
      PrivateChannelRepository channels,
      PrivateChannelEvents events,
      Users users,
      GuildLimits limits,
      Ids ids,
      Transactions transactions) {
    this.channels = channels;
    this.events = events;
    this.users = users;
    this.limits = limits;
    this.ids = ids;
    this.transactions = transactions;
  }

  /** The one dm of these two. */
  PrivateChanges.Known dm(long userId, long recipientId) {
    if (userId == recipientId) {
      throw ProblemException.invalid("recipient_id", "ONESELF", "must be somebody else");
    }
    var both = List.of(userId, recipientId);
    var profiles = known(both);
    long low = Math.min(userId, recipientId);
    long high = Math.max(userId, recipientId);
    var channel =
        channels
            .findDm(low, high)
            .or(() -> make(low, high, profiles))
            .or(() -> channels.findDm(low, high))
            .orElseThrow();
    return new PrivateChanges.Known(channel, profiles);
  }

  /** Nothing when somebody else has made it in the same moment. */
  private Optional<PrivateChannel> make(long low, long high, Map<Long, User> profiles) {
    requireRoom(List.of(low, high));
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
    var profiles = known(all);
    requireRoom(all);
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

  /** The profiles; 404 when one of them is no user. */
  Map<Long, User> known(List<Long> userIds) {
    var found = users.get(userIds);
    for (long id : userIds) {
      if (!found.containsKey(id)) {
        throw new ProblemException(GuildProblem.USER_NOT_FOUND, "there is no user " + id);
      }
    }
    return found;
  }

  /** 409 when one of them has as many as READY can carry. */
  void requireRoom(List<Long> userIds) {
    for (long user : userIds) {
      if (channels.count(user) >= limits.privateChannels()) {
        throw new ProblemException(
            GuildProblem.LIMIT_REACHED,
            "user " + user + " has " + limits.privateChannels() + " private channels");
      }
    }
  }
}
