package together.guild.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.member.Admission;
import together.guild.server.GuildView;
import together.guild.server.ServerViews;
import together.proto.User;

/** Joining by invite. */
@ApplicationScoped
public class JoinService {
  private final InviteRepository invites;
  private final Admission admission;
  private final GuildChanges changes;
  private final ServerViews views;
  private final Users users;
  private final Clock clock;

  JoinService(
      InviteRepository invites,
      Admission admission,
      GuildChanges changes,
      ServerViews views,
      Users users,
      Clock clock) {
    this.invites = invites;
    this.admission = admission;
    this.changes = changes;
    this.views = views;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Makes the user a member. Idempotent: who is one already gets the server, and no use is taken,
   * even when none is left, so a lost answer can be asked for again.
   */
  public GuildView join(String code, long userId) {
    var invite = invites.find(code).orElseThrow(InviteReader::notFound);
    if (!admission.isMember(invite.guildId(), userId)) {
      if (!invite.isUsable(clock.instant())) {
        throw InviteReader.notFound();
      }
      admission.checkQuota(userId);
      enter(invite, users.get(userId));
    }
    return views.get(invite.guildId(), userId);
  }

  private void enter(Invite invite, User user) {
    changes.byStranger(
        invite.guildId(),
        user.getId(),
        change -> {
          // Whom a parallel join has let in meanwhile takes no use.
          if (admission.admit(change, user, invite.temporary())
              && !invites.use(invite.code(), clock.instant())) {
            throw InviteReader.notFound();
          }
          return change.guild().id();
        });
  }
}
