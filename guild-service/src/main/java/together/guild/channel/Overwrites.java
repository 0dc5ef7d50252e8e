package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.member.MemberRepository;
import together.permission.Overwrite;
import together.platform.problem.ProblemException;

/** Which overrides a member may set: for whom, and of which permissions. */
@ApplicationScoped
class Overwrites {
  private final MemberRepository members;
  private final GuildLimits limits;

  Overwrites(MemberRepository members, GuildLimits limits) {
    this.members = members;
    this.limits = limits;
  }

  /** The overrides of a new channel. */
  List<Overwrite> ofNewChannel(Standing standing, @Nullable List<OverwriteRequest> requests) {
    var all = new LinkedHashMap<Long, Overwrite>();
    for (var request : requests == null ? List.<OverwriteRequest>of() : requests) {
      if (request == null || request.id() == null) {
        throw ProblemException.invalid("permission_overwrites", "NOT_NULL", "needs ids");
      }
      var overwrite = request.overwrite(request.id());
      requireTarget(standing, overwrite);
      requireGrantable(standing, standing.permissions(), null, overwrite);
      all.put(overwrite.targetId(), overwrite);
    }
    requireRoom(all.size());
    return List.copyOf(all.values());
  }

  void requireRoom(int count) {
    if (count > limits.overrides()) {
      throw new ProblemException(
          GuildProblem.LIMIT_REACHED, "a channel has at most " + limits.overrides() + " overrides");
    }
  }

  /** 404 when there is no such role or member, 403 when the member ranks too high. */
  void requireTarget(Standing standing, Overwrite overwrite) {
    switch (overwrite.target()) {
      case ROLE -> standing.role(overwrite.targetId());
      case MEMBER -> {
        if (members.find(standing.guild().id(), overwrite.targetId()).isEmpty()) {
          throw new ProblemException(
              GuildProblem.MEMBER_NOT_FOUND,
              "user " + overwrite.targetId() + " is no member of this server");
        }
      }
    }
    requireRank(standing, overwrite);
  }

  /** An override of a member, who may have left, is for those who rank above, and for oneself. */
  void requireRank(Standing standing, Overwrite overwrite) {
    if (overwrite.target() == Overwrite.Target.MEMBER
        && overwrite.targetId() != standing.userId()) {
      members
          .find(standing.guild().id(), overwrite.targetId())
          .ifPresent(member -> standing.requireAbove(standing.rank(member)));
    }
  }

  /** Nobody allows or denies, or takes back, what they cannot do themselves. */
  static void requireGrantable(
      Standing standing, long own, @Nullable Overwrite before, @Nullable Overwrite after) {
    standing.requireGrantable(
        own, before == null ? 0 : before.allow(), after == null ? 0 : after.allow());
    standing.requireGrantable(
        own, before == null ? 0 : before.deny(), after == null ? 0 : after.deny());
  }
}
