package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.directory.Users;
import together.platform.request.IdPage;

/** Servers as their members see them. */
@ApplicationScoped
public class ServerViews {
  private final Standings standings;
  private final Users users;

  ServerViews(Standings standings, Users users) {
    this.standings = standings;
    this.users = users;
  }

  /** The servers of a user. */
  public List<GuildView> list(long userId, IdPage page) {
    var user = users.get(userId);
    return standings.ofUser(userId, page.after(), page.limit()).stream()
        .map(standing -> GuildView.of(standing, user))
        .toList();
  }

  /** 404 for whoever is no member. */
  public GuildView get(long guildId, long userId) {
    return of(standings.member(guildId, userId));
  }

  public GuildView of(Standing standing) {
    return GuildView.of(standing, users.get(standing.userId()));
  }
}
