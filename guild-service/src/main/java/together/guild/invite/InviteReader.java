package together.guild.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import together.guild.GuildProblem;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.guild.directory.Users;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.proto.User;

/** Invites as members, and those who have a code, see them. */
@ApplicationScoped
public class InviteReader {
  private final InviteRepository invites;
  private final Standings standings;
  private final Users users;
  private final Clock clock;

  InviteReader(InviteRepository invites, Standings standings, Users users, Clock clock) {
    this.invites = invites;
    this.standings = standings;
    this.users = users;
    this.clock = clock;
  }

  /** The server's usable invites; needs MANAGE_SERVER. */
  public List<InviteView> list(long guildId, long userId) {
    standings.member(guildId, userId).require(Permission.MANAGE_SERVER);
    var usable = invites.usable(guildId, clock.instant());
    var inviters = users.get(usable.stream().map(Invite::inviterId).toList());
    return usable.stream()
        .map(invite -> InviteView.of(invite, Users.in(inviters, invite.inviterId())))
        .toList();
  }

  /** For anyone with the code. */
  public InvitePreview preview(String code) {
    var invite = usable(code);
    return standings.find(List.of(new StandingKey(invite.guildId(), invite.inviterId()))).stream()
        .findFirst()
        .map(standing -> InvitePreview.of(invite, standing.guild(), user(invite.inviterId())))
        .orElseThrow(InviteReader::notFound);
  }

  /** 404 when it has expired or is used up. */
  Invite usable(String code) {
    return invites
        .find(code)
        .filter(invite -> invite.isUsable(clock.instant()))
        .orElseThrow(InviteReader::notFound);
  }

  User user(long userId) {
    return users.get(userId);
  }

  static ProblemException notFound() {
    return new ProblemException(GuildProblem.INVITE_NOT_FOUND, "the invite cannot be used");
  }
}
