package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import together.guild.access.Standings;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.member.Admission;

/** Joining a server that is open to all, without an invite. */
@ApplicationScoped
public class OpenJoin {
  private final Admission admission;
  private final GuildChanges changes;
  private final ServerViews views;
  private final Users users;

  OpenJoin(Admission admission, GuildChanges changes, ServerViews views, Users users) {
    this.admission = admission;
    this.changes = changes;
    this.views = views;
    this.users = users;
  }

  /** Idempotent: who is a member already gets the server. 404 where it is not open. */
  public GuildView join(long guildId, long userId) {
    if (!admission.isMember(guildId, userId)) {
      admission.checkQuota(userId);
      var user = users.get(userId);
      changes.byStranger(
          guildId,
          userId,
          change -> {
            if (!change.guild().openToJoin()) {
              throw Standings.notFound(guildId);
            }
            return admission.admit(change, user, false);
          });
    }
    return views.get(guildId, userId);
  }
}
