package together.guild.ban;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.audit.AuditAction;
import together.guild.audit.AuditReason;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.member.MemberService;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;
import together.platform.request.TextRule;
import together.proto.User;

/** Keeping users out, members or not; needs BAN_MEMBERS, and a rank above the member's. */
@ApplicationScoped
public class BanService {
  private static final TextRule REASON = new TextRule("reason", 1, 512);
  private static final int WEEK_SECONDS = 604_800;
  private static final NumberRule SECONDS =
      new NumberRule("delete_message_seconds", 0, WEEK_SECONDS);

  private final BanRepository bans;
  private final MemberService members;
  private final GuildChanges changes;
  private final AuditReason reason;
  private final Users users;
  private final Clock clock;

  BanService(
      BanRepository bans,
      MemberService members,
      GuildChanges changes,
      AuditReason reason,
      Users users,
      Clock clock) {
    this.bans = bans;
    this.members = members;
    this.changes = changes;
    this.reason = reason;
    this.users = users;
    this.clock = clock;
  }

  /** Ends a membership, if there is one, and bans; nothing happens when the user is banned. */
  public void ban(long guildId, long callerId, long userId, BanRequest request) {
    int seconds = SECONDS.check(request.deleteMessageSeconds(), 0);
    var given = REASON.checkOptional(request.reason());
    var ban = new Ban(userId, given == null ? reason.current() : given);
    var user = known(userId);
    changes.byMember(
        guildId,
        callerId,
        change -> {
          change.standing().require(Permission.BAN_MEMBERS);
          var member = members.find(guildId, userId);
          member.ifPresent(one -> change.standing().requireAbove(change.standing().rank(one)));
          var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          if (bans.insert(guildId, ban, callerId, now)) {
            member.ifPresent(one -> members.expel(change, one, user));
            change.tell(BanEvents.added(guildId, user, deleteFrom(now, seconds)));
            change.audit(AuditAction.MEMBER_BAN_ADD, userId, null, null);
          }
          return guildId;
        });
  }

  public void unban(long guildId, long callerId, long userId) {
    var user = users.get(userId);
    changes.byMember(
        guildId,
        callerId,
        change -> {
          change.standing().require(Permission.BAN_MEMBERS);
          if (!bans.delete(guildId, userId)) {
            throw BanReader.notFound(userId);
          }
          change.tell(BanEvents.removed(guildId, user));
          change.audit(AuditAction.MEMBER_BAN_REMOVE, userId, null, null);
          return guildId;
        });
  }

  /** Of an account that is gone nobody has to be kept out. Nobody did it: no audit entry. */
  public void forget(long guildId, long userId) {
    var user = users.get(userId);
    changes.byStranger(
        guildId,
        userId,
        change -> {
          if (bans.delete(guildId, userId)) {
            change.tell(BanEvents.removed(guildId, user));
          }
          return guildId;
        });
  }

  private User known(long userId) {
    var user = users.get(List.of(userId)).get(userId);
    if (user == null) {
      throw new ProblemException(GuildProblem.USER_NOT_FOUND, "there is no user " + userId);
    }
    return user;
  }

  private static @Nullable Instant deleteFrom(Instant now, int seconds) {
    return seconds == 0 ? null : now.minusSeconds(seconds);
  }
}
