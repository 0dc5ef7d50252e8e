package together.guild.ban;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildProblem;
import together.guild.access.Standings;
import together.guild.directory.Users;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.IdPage;

/** Bans as those with BAN_MEMBERS see them. */
@ApplicationScoped
public class BanReader {
  private final BanRepository bans;
  private final Standings standings;
  private final Users users;

  BanReader(BanRepository bans, Standings standings, Users users) {
    this.bans = bans;
    this.standings = standings;
    this.users = users;
  }

  /** By user id. */
  public List<BanView> list(long guildId, long callerId, IdPage page) {
    standings.member(guildId, callerId).require(Permission.BAN_MEMBERS);
    var found = bans.page(guildId, page);
    var known = users.get(found.stream().map(Ban::userId).toList());
    return found.stream().map(ban -> BanView.of(ban, Users.in(known, ban.userId()))).toList();
  }

  public BanView get(long guildId, long callerId, long userId) {
    standings.member(guildId, callerId).require(Permission.BAN_MEMBERS);
    return bans.find(guildId, userId)
        .map(ban -> BanView.of(ban, users.get(userId)))
        .orElseThrow(() -> notFound(userId));
  }

  static ProblemException notFound(long userId) {
    return new ProblemException(
        GuildProblem.BAN_NOT_FOUND, "user " + userId + " is not banned from this server");
  }
}
