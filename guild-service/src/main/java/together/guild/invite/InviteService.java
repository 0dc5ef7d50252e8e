package together.guild.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChanges;
import together.guild.state.Channel;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;
import together.proto.User;

/** Making, listing and withdrawing invites. */
@ApplicationScoped
public class InviteService {
  private static final int DAY_SECONDS = 86_400;
  private static final NumberRule MAX_AGE = new NumberRule("max_age", 0, 7 * DAY_SECONDS);
  private static final NumberRule MAX_USES = new NumberRule("max_uses", 0, 100);

  private final InviteRepository invites;
  private final InviteCodes codes;
  private final GuildChanges changes;
  private final InviteReader reader;
  private final GuildLimits limits;
  private final Clock clock;

  InviteService(
      InviteRepository invites,
      InviteCodes codes,
      GuildChanges changes,
      InviteReader reader,
      GuildLimits limits,
      Clock clock) {
    this.invites = invites;
    this.codes = codes;
    this.changes = changes;
    this.reader = reader;
    this.limits = limits;
    this.clock = clock;
  }

  /** Needs CREATE_INVITE. */
  public InviteView create(long guildId, long userId, CreateInviteRequest request) {
    int maxAge = MAX_AGE.check(request.maxAge(), DAY_SECONDS);
    int maxUses = MAX_USES.check(request.maxUses(), 0);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var inviter = reader.user(userId);
    return changes.byMember(
        guildId,
        userId,
        change -> {
          change.standing().require(Permission.CREATE_INVITE);
          if (invites.countUsable(guildId, now) >= limits.invites()) {
            throw new ProblemException(
                GuildProblem.LIMIT_REACHED, "the server has " + limits.invites() + " invites");
          }
          var invite =
              new Invite(
                  codes.next(),
                  guildId,
                  landing(change.standing()),
                  userId,
                  0,
                  maxUses,
                  now,
                  maxAge == 0 ? null : now.plusSeconds(maxAge),
                  Boolean.TRUE.equals(request.temporary()));
          invites.insert(invite);
          change.tell(InviteEvents.created(invite, inviter));
          change.audit(AuditAction.INVITE_CREATE, null, null, InviteEvents.proto(invite, inviter));
          return InviteView.of(invite, inviter);
        });
  }

  /** Needs MANAGE_SERVER, or MANAGE_CHANNELS in the channel it leads to. */
  public void delete(String code, long userId) {
    var invite = reader.usable(code);
    changes.byMember(
        invite.guildId(),
        userId,
        change -> {
          requireManagement(change.standing(), invite);
          if (invites.delete(code)) {
            change.tell(InviteEvents.deleted(invite));
            change.audit(
                AuditAction.INVITE_DELETE,
                null,
                InviteEvents.proto(invite, User.getDefaultInstance()),
                null);
          }
          return code;
        });
  }

  private static void requireManagement(Standing standing, Invite invite) {
    var channel = standing.structure().channels().get(invite.channelId());
    if (channel == null || !Permission.MANAGE_CHANNELS.in(standing.permissions(channel))) {
      standing.require(Permission.MANAGE_SERVER);
    }
  }

  /** The first text channel that the inviter sees. */
  private static long landing(Standing inviter) {
    return inviter.visibleChannels().stream()
        .filter(channel -> channel.type() == Channel.TEXT)
        .mapToLong(Channel::id)
        .findFirst()
        .orElse(0);
  }
}
