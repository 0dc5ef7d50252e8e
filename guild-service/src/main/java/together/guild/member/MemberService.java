package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildProblem;
import together.guild.access.Standings;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.request.IdPage;
import together.guild.state.Member;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** Who is in a server, leaving it and being made to. */
@ApplicationScoped
public class MemberService {
  private final MemberRepository members;
  private final Standings standings;
  private final GuildChanges changes;
  private final Users users;

  MemberService(MemberRepository members, Standings standings, GuildChanges changes, Users users) {
    this.members = members;
    this.standings = standings;
    this.changes = changes;
    this.users = users;
  }

  public List<MemberView> list(long guildId, long callerId, IdPage page) {
    var standing = standings.member(guildId, callerId);
    var found = members.page(guildId, page);
    var known = users.get(found.stream().map(Member::userId).toList());
    return found.stream()
        .map(
            member -> MemberView.of(member, Users.in(known, member.userId()), standing.structure()))
        .toList();
  }

  public MemberView get(long guildId, long callerId, long userId) {
    var standing = standings.member(guildId, callerId);
    return MemberView.of(require(guildId, userId), users.get(userId), standing.structure());
  }

  /** The owner cannot leave. */
  public void leave(long guildId, long userId) {
    var user = users.get(userId);
    changes.byMember(
        guildId,
        userId,
        change -> {
          if (change.standing().isOwner()) {
            throw new ProblemException(
                GuildProblem.OWNER_CANNOT_LEAVE, "delete the server, or give it to another first");
          }
          members.delete(guildId, userId);
          change.tell(MemberEvents.removed(change.standing().self(), user));
          return guildId;
        });
  }

  /** Needs KICK_MEMBERS and a rank above the member's. */
  public void kick(long guildId, long callerId, long userId) {
    if (userId == callerId) {
      leave(guildId, userId);
      return;
    }
    standings.member(guildId, callerId).require(Permission.KICK_MEMBERS);
    var user = users.get(userId);
    changes.byMember(
        guildId,
        callerId,
        change -> {
          change.standing().require(Permission.KICK_MEMBERS);
          var member = require(guildId, userId);
          change.standing().requireAbove(change.standing().rank(member));
          members.delete(guildId, userId);
          change.tell(MemberEvents.removed(member, user));
          return guildId;
        });
  }

  /** The member, or 404. */
  Member require(long guildId, long userId) {
    return members
        .find(guildId, userId)
        .orElseThrow(() ->
            new ProblemException(
                GuildProblem.MEMBER_NOT_FOUND, "user " + userId + " is no member of this server"));
  }
}
