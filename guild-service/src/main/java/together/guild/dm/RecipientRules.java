package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.directory.Relations;
import together.guild.directory.Users;
import together.platform.problem.ProblemException;
import together.proto.Relation;
import together.proto.User;
import together.proto.UserPair;

/** Who may be brought into private channels, and by whom. */
@ApplicationScoped
class RecipientRules {
  private final PrivateChannelRepository channels;
  private final Relations relations;
  private final Users users;
  private final GuildLimits limits;

  RecipientRules(
      PrivateChannelRepository channels, Relations relations, Users users, GuildLimits limits) {
    this.channels = channels;
    this.relations = relations;
    this.users = users;
    this.limits = limits;
  }

  /** The profiles; 404 when one of them is no user. Not inside a transaction. */
  Map<Long, User> known(List<Long> userIds) {
    var found = users.get(userIds);
    for (long id : userIds) {
      if (!found.containsKey(id)) {
        throw new ProblemException(GuildProblem.USER_NOT_FOUND, "there is no user " + id);
      }
    }
    return found;
  }

  /**
   * 403 when one of the others, at most 100, has blocked the caller or was blocked by them, or
   * takes nobody like the caller; which of these is not told. Not inside a transaction.
   */
  void requireWelcome(long callerId, List<Long> others) {
    var pairs =
        others.stream()
            .map(other -> UserPair.newBuilder().setUserId(callerId).setOtherId(other).build())
            .toList();
    var found = relations.of(pairs);
    for (int i = 0; i < others.size(); i++) {
      if (!takes(callerId, others.get(i), found.get(i))) {
        throw new ProblemException(
            GuildProblem.RECIPIENT_REFUSES, "user " + others.get(i) + " is not to be reached so");
      }
    }
  }

  private boolean takes(long callerId, long otherId, Relation relation) {
    if (relation.getBlocked()) {
      return false;
    }
    return switch (relation.getDirectMessagesFrom()) {
      case "friends" -> relation.getFriends();
      case "server_members" -> relation.getFriends() || channels.shareAGuild(callerId, otherId);
      default -> true;
    };
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
