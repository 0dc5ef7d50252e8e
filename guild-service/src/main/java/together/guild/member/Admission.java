package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.change.GuildChange;
import together.guild.state.Member;
import together.platform.problem.ProblemException;
import together.proto.User;

/** Letting users into servers, by whatever door. */
@ApplicationScoped
public class Admission {
  private final MemberRepository members;
  private final MemberNames names;
  private final GuildLimits limits;
  private final Clock clock;

  Admission(MemberRepository members, MemberNames names, GuildLimits limits, Clock clock) {
    this.members = members;
    this.names = names;
    this.limits = limits;
    this.clock = clock;
  }

  public boolean isMember(long guildId, long userId) {
    return members.find(guildId, userId).isPresent();
  }

  /** A member who was let in for a while stays for good. Under the guild's row lock. */
  public void settle(long guildId, long userId) {
    members.settle(guildId, userId);
  }

  /** 409 when the user may not enter one more: what READY has to carry is bounded by it. */
  public void checkQuota(long userId) {
    if (members.countGuilds(userId) >= limits.serversPerUser()) {
      throw new ProblemException(
          GuildProblem.LIMIT_REACHED,
          "you are in " + limits.serversPerUser() + " servers, which is the limit");
    }
  }

  /** Makes the user a member, and tells; false when the user is one already. 403 for the banned. */
  public boolean admit(GuildChange change, User user, boolean temporary) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var member = Member.joining(change.guild().id(), user.getId(), now);
    if (members.isBanned(change.guild().id(), user.getId())) {
      throw new ProblemException(GuildProblem.BANNED, "you are banned from this server");
    }
    if (!members.insert(member, temporary)) {
      return false;
    }
    names.put(change.guild().id(), user);
    change.tell(MemberEvents.added(member, user, change.standing().structure()));
    return true;
  }
}
