package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.state.Member;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.Patch;
import together.platform.request.TextRule;
import together.proto.User;

/** Nicknames and time-outs. */
@ApplicationScoped
public class MemberUpdates {
  private static final TextRule NICK = new TextRule("nick", 1, 32);
  private static final Duration LONGEST_TIME_OUT = Duration.ofDays(28);

  private final MemberRepository members;
  private final MemberNames names;
  private final MemberService reader;
  private final GuildChanges changes;
  private final Users users;
  private final Clock clock;

  MemberUpdates(
      MemberRepository members,
      MemberNames names,
      MemberService reader,
      GuildChanges changes,
      Users users,
      Clock clock) {
    this.members = members;
    this.names = names;
    this.reader = reader;
    this.changes = changes;
    this.users = users;
    this.clock = clock;
  }

  /**
   * The own nick needs CHANGE_NICKNAME or MANAGE_NICKNAMES; another's MANAGE_NICKNAMES, a time-out
   * MODERATE_MEMBERS, and both a rank above the member's.
   */
  public MemberView update(long guildId, long callerId, long userId, UpdateMemberRequest request) {
    var user = users.get(userId);
    return changes.byMember(
        guildId,
        callerId,
        change -> {
          var standing = change.standing();
          requireRights(standing, userId, request);
          var before = reader.require(guildId, userId);
          if (userId != callerId || isGiven(request.communicationDisabledUntil())) {
            standing.requireAbove(standing.rank(before));
          }
          var after = updated(before, request);
          if (!after.equals(before)) {
            store(change, before, after, user);
          }
          return MemberView.of(after, user, standing.structure());
        });
  }

  private static void requireRights(Standing standing, long userId, UpdateMemberRequest request) {
    if (isGiven(request.nick()) && !Permission.MANAGE_NICKNAMES.in(standing.permissions())) {
      standing.require(
          userId == standing.userId() ? Permission.CHANGE_NICKNAME : Permission.MANAGE_NICKNAMES);
    }
    if (isGiven(request.communicationDisabledUntil())) {
      standing.require(Permission.MODERATE_MEMBERS);
    }
  }

  private static boolean isGiven(Patch<?> field) {
    return field instanceof Patch.Given<?>;
  }

  private Member updated(Member member, UpdateMemberRequest request) {
    return member
        .withNick(request.nick().applyOptional(member.nick(), NICK::checkOptional))
        .disabledUntil(
            request
                .communicationDisabledUntil()
                .applyOptional(member.communicationDisabledUntil(), this::end));
  }

  private @Nullable Instant end(@Nullable Instant asked) {
    var now = clock.instant();
    if (asked == null || !asked.isAfter(now)) {
      return null;
    }
    if (asked.isAfter(now.plus(LONGEST_TIME_OUT))) {
      throw ProblemException.invalid(
          "communication_disabled_until", "RANGE", "must be within 28 days from now");
    }
    return asked.truncatedTo(ChronoUnit.MILLIS);
  }

  private void store(GuildChange change, Member before, Member after, User user) {
    var structure = change.standing().structure();
    members.update(after);
    names.putNick(after.guildId(), after.userId(), after.nick());
    change.tell(MemberEvents.updated(after, user, structure));
    change.audit(
        AuditAction.MEMBER_UPDATE,
        after.userId(),
        MemberEvents.proto(before, user, structure),
        MemberEvents.proto(after, user, structure));
  }
}
