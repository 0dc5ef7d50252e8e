package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildProblem;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** Why somebody may, or may not, do something in a channel. */
@ApplicationScoped
public class Explanations {
  private final Standings standings;

  Explanations(Standings standings) {
    this.standings = standings;
  }

  /** One's own; anybody else's with MANAGE_ROLES in the channel. */
  public ExplanationView explain(long channelId, long callerId, long userId) {
    var caller = standings.viewer(channelId, callerId);
    if (userId != callerId) {
      caller.require(Permission.MANAGE_ROLES, caller.channel(channelId));
    }
    return standings.find(List.of(new StandingKey(caller.guild().id(), userId))).stream()
        .filter(standing -> standing.member() != null)
        .findFirst()
        .map(standing -> ExplanationView.of(userId, channelId, standing.explain(channelId)))
        .orElseThrow(() ->
            new ProblemException(
                GuildProblem.MEMBER_NOT_FOUND, "user " + userId + " is no member of this server"));
  }
}
