package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.channel.ChannelAnswer;
import together.guild.channel.OtherChannels;
import together.guild.directory.Users;
import together.platform.problem.ProblemException;
import together.platform.request.IdPage;
import together.platform.request.Patch;
import together.platform.request.TextRule;

/** Dms and group dms: reading, opening and changing them, and who is in them. */
@ApplicationScoped
public class PrivateChannels implements OtherChannels {
  private static final TextRule NAME = new TextRule("name", 1, 100);
  private static final int MOST_RECIPIENTS = 25;
  private static final IdPage ALL = new IdPage(0, 10_000);

  private final PrivateChannelRepository channels;
  private final PrivateChanges changes;
  private final PrivateOpening opening;
  private final RecipientRules rules;
  private final Users users;

  PrivateChannels(
      PrivateChannelRepository channels,
      PrivateChanges changes,
      PrivateOpening opening,
      RecipientRules rules,
      Users users) {
    this.channels = channels;
    this.changes = changes;
    this.opening = opening;
    this.rules = rules;
    this.users = users;
  }

  // ---- reading

  public List<PrivateChannelView> list(long userId, IdPage page) {
    var found = channels.ofUser(userId, page);
    var known = users.get(everybody(found));
    return found.stream().map(channel -> PrivateChannelView.of(channel, known)).toList();
  }

  /** All of a user, or those of the named ones, as the gateway needs them. */
  public List<together.proto.PrivateChannel> session(long userId, Collection<Long> named) {
    var found = named.isEmpty() ? channels.ofUser(userId, ALL) : channels.ofUser(userId, named);
    var known = users.get(everybody(found));
    return found.stream().map(channel -> PrivateChannelEvents.proto(channel, known)).toList();
  }

  private static Collection<Long> everybody(List<PrivateChannel> channels) {
    var ids = new HashSet<Long>();
    channels.forEach(channel -> ids.addAll(channel.recipients()));
    return ids;
  }

  @Override
  public Optional<ChannelAnswer> get(long channelId, long userId) {
    return changes.find(channelId, userId).map(PrivateChannels::view);
  }

  // ---- opening

  /** The dm with the recipient, or a new group. */
  public PrivateChannelView open(long userId, OpenPrivateRequest request) {
    if (request.recipientId() != null) {
      return view(opening.dm(userId, request.recipientId()));
    }
    return view(opening.group(userId, others(userId, request), NAME.checkOptional(request.name())));
  }

  /** The dm of two users, for the socket. */
  public together.proto.PrivateChannel openDm(long userId, long recipientId) {
    var known = opening.dm(userId, recipientId);
    return PrivateChannelEvents.proto(known.channel(), known.users());
  }

  private static List<Long> others(long userId, OpenPrivateRequest request) {
    var asked = request.recipientIds();
    if (asked == null || asked.stream().anyMatch(Objects::isNull)) {
      throw ProblemException.invalid(
          "recipient_id", "NOT_NULL", "must be given, or recipient_ids of a group");
    }
    var others = new ArrayList<Long>();
    for (var id : asked) {
      if (id != null && id != userId && !others.contains(id)) {
        others.add(id);
      }
    }
    if (others.isEmpty() || others.size() >= MOST_RECIPIENTS) {
      throw ProblemException.invalid("recipient_ids", "SIZE", "must name 1 to 24 others");
    }
    return others;
  }

  // ---- changing

  @Override
  public Optional<ChannelAnswer> rename(long channelId, long userId, Patch<String> name) {
    return changes
        .byRecipient(
            channelId,
            userId,
            0,
            channel -> {
              channel.requireGroup();
              return channel.named(name.applyOptional(channel.name(), NAME::checkOptional));
            })
        .map(PrivateChannels::view);
  }

  /** Any recipient of a group brings others into it. */
  public void add(long channelId, long callerId, long userId) {
    var _ = rules.known(List.of(userId));
    if (changes.find(channelId, callerId).isPresent()) {
      rules.requireWelcome(callerId, List.of(userId));
    }
    var done =
        changes.byRecipient(
            channelId,
            callerId,
            userId,
            channel -> {
              channel.requireGroup();
              if (channel.has(userId)) {
                return channel;
              }
              if (channel.recipients().size() >= MOST_RECIPIENTS) {
                throw new ProblemException(
                    GuildProblem.LIMIT_REACHED, "a group has at most 25 recipients");
              }
              rules.requireRoom(List.of(userId));
              return channel.with(userId);
            });
    if (done.isEmpty()) {
      throw Standing.noChannel(channelId);
    }
  }

  /** The owner takes others out of a group; everybody leaves. */
  public void remove(long channelId, long callerId, long userId) {
    var done =
        changes.byRecipient(
            channelId,
            callerId,
            0,
            channel -> {
              channel.requireGroup();
              if (userId != callerId && !Objects.equals(channel.ownerId(), callerId)) {
                throw new ProblemException(
                    GuildProblem.OWNER_ONLY, "only the group's owner can remove others");
              }
              if (!channel.has(userId)) {
                throw new ProblemException(
                    GuildProblem.USER_NOT_FOUND, "user " + userId + " is not in this group");
              }
              return channel.without(userId);
            });
    if (done.isEmpty()) {
      throw Standing.noChannel(channelId);
    }
  }

  @Override
  public boolean leave(long channelId, long userId) {
    var found = changes.find(channelId, userId);
    if (found.isPresent()) {
      remove(channelId, userId, userId);
    }
    return found.isPresent();
  }

  private static PrivateChannelView view(PrivateChanges.Known known) {
    return PrivateChannelView.of(known);
  }
}
