package together.guild.departure;

import jakarta.enterprise.context.ApplicationScoped;
import together.guild.GuildProblem;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.member.MemberService;
import together.guild.server.Succession;
import together.proto.User;

/** The end of a membership whose account goes for good, also of an owner's. */
@ApplicationScoped
class ServerEnds {
  private final GuildChanges changes;
  private final MemberService members;
  private final Succession succession;
  private final Users users;

  ServerEnds(GuildChanges changes, MemberService members, Succession succession, Users users) {
    this.changes = changes;
    this.members = members;
    this.succession = succession;
    this.users = users;
  }

  /**
   * In a transaction of its own, by who is the owner under the server's lock: somebody who gives
   * the user their server at this moment comes before this, or is told that there is no such
   * member.
   */
  void leave(long guildId, long userId) {
    var user = users.get(userId);
    AccountEnds.unlessGone(
        GuildProblem.SERVER_NOT_FOUND,
        () -> changes.byStranger(guildId, userId, change -> end(change, user)));
  }

  private boolean end(GuildChange change, User user) {
    boolean goesOn = change.guild().ownerId() != user.getId() || succession.handOn(change);
    if (goesOn) {
      members
          .find(change.guild().id(), user.getId())
          .ifPresent(member -> members.expel(change, member, user));
    }
    return goesOn;
  }
}
