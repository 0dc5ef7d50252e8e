package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.state.Member;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.IdPage;
import together.platform.request.TextRule;
import together.proto.User;

/** Who is in a server, leaving it and being made to. */
@ApplicationScoped
public class MemberService {
  private static final TextRule QUERY = new TextRule("query", 1, 100);

  private final MemberRepository members;
  private final MemberNames names;
  private final Standings standings;
  private final GuildChanges changes;
  private final Users users;

  MemberService(
      MemberRepository members,
      MemberNames names,
      Standings standings,
      GuildChanges changes,
      Users users) {
    this.members = members;
    this.names = names;
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

  /** Members whose username, global name or nick begins so, whatever the case, by name. */
  public List<MemberView> search(long guildId, long callerId, @Nullable String query, int limit) {
    var standing = standings.member(guildId, callerId);
    var ids = names.search(guildId, QUERY.check(query), limit);
    var known = users.get(ids);
    return members.named(guildId, ids).stream()
        .sorted(Comparator.comparingInt(member -> ids.indexOf(member.userId())))
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
          expel(change, change.standing().self(), user);
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
          expel(change, member, user);
          change.audit(AuditAction.MEMBER_KICK, userId, null, null);
          return guildId;
        });
  }

  /** Ends a membership, and tells. */
  public void expel(GuildChange change, Member member, User user) {
    members.delete(member.guildId(), member.userId());
    names.delete(member.guildId(), member.userId());
    change.tell(MemberEvents.removed(member, user));
  }

  public Optional<Member> find(long guildId, long userId) {
    return members.find(guildId, userId);
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
