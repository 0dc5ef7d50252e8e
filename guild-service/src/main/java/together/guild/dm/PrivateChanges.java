package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import together.guild.database.Transactions;
import together.guild.directory.Users;
import together.proto.User;

/**
 * The frame of every change of a private channel: a transaction that first locks its row and raises
 * its revision, as guilds have it.
 */
@ApplicationScoped
class PrivateChanges {
  /** A channel and the profiles of its recipients. */
  record Known(PrivateChannel channel, Map<Long, User> users) {}

  private final PrivateChannelRepository channels;
  private final PrivateChannelEvents events;
  private final Users users;
  private final Transactions transactions;
  private final Clock clock;

  PrivateChanges(
      PrivateChannelRepository channels,
      PrivateChannelEvents events,
      Users users,
      Transactions transactions,
      Clock clock) {
    this.channels = channels;
    this.events = events;
    this.users = users;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What the user has; nothing for whoever is no recipient. */
  Optional<Known> find(long channelId, long userId) {
    return channels
        .find(channelId)
        .filter(channel -> channel.has(userId))
        .map(channel -> new Known(channel, users.get(channel.recipients())));
  }

  /**
   * A change by a recipient; nothing for anyone else. {@code work} is run under the lock and
   * perhaps more than once; what it returns is stored.
   *
   * @param guest who may come to it, 0 for nobody
   */
  Optional<Known> byRecipient(
      long channelId, long userId, long guest, UnaryOperator<PrivateChannel> work) {
    while (true) {
      var before = find(channelId, userId);
      if (before.isEmpty()) {
        return before;
      }
      var profiles = new HashMap<>(before.get().users());
      if (guest != 0) {
        profiles.putAll(users.get(List.of(guest)));
      }
      var recipients = before.get().channel().recipients();
      var done = transactions.run(() -> run(channelId, recipients, profiles, work));
      if (done.isPresent()) {
        return done;
      }
      // Others came or went meanwhile: their profiles are not asked for inside the transaction.
    }
  }

  private Optional<Known> run(
      long channelId,
      List<Long> expected,
      Map<Long, User> profiles,
      UnaryOperator<PrivateChannel> work) {
    var current =
        channels.raise(channelId) ? channels.find(channelId) : Optional.<PrivateChannel>empty();
    if (current.filter(channel -> channel.recipients().equals(expected)).isEmpty()) {
      transactions.undo();
      return Optional.empty();
    }
    var before = current.get();
    var after = work.apply(before);
    if (after.equals(before)) {
      transactions.undo();
      return Optional.of(new Known(unraised(before), profiles));
    }
    store(before, after);
    var removed = new ArrayList<>(before.recipients());
    removed.removeAll(after.recipients());
    events.tell(after, profiles, removed);
    return Optional.of(new Known(after, profiles));
  }

  private static PrivateChannel unraised(PrivateChannel channel) {
    return new PrivateChannel(
        channel.id(),
        channel.type(),
        channel.name(),
        channel.icon(),
        channel.ownerId(),
        channel.revision() - 1,
        channel.recipients());
  }

  private void store(PrivateChannel before, PrivateChannel after) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    before.recipients().stream()
        .filter(user -> !after.has(user))
        .forEach(user -> channels.remove(after.id(), user));
    after.recipients().stream()
        .filter(user -> !before.has(user))
        .forEach(user -> channels.add(after.id(), user, now));
    if (after.recipients().isEmpty()) {
      channels.delete(after.id());
    } else {
      channels.update(after);
    }
  }
}
