package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildProblem;
import together.guild.change.GuildChanges;
import together.guild.database.Sql;
import together.guild.directory.Users;
import together.platform.problem.ProblemException;
import together.proto.TemporaryMembership;

/**
 * Memberships that end when the user's last session does, unless the member got a role or the
 * server before. Who has a session, the gateway knows: it asks for them and has them ended.
 */
@ApplicationScoped
public class TemporaryMembers {
  private final Sql sql;
  private final MemberRepository members;
  private final MemberService leaving;
  private final GuildChanges changes;
  private final Users users;

  TemporaryMembers(
      Sql sql, MemberRepository members, MemberService leaving, GuildChanges changes, Users users) {
    this.sql = sql;
    this.members = members;
    this.leaving = leaving;
    this.changes = changes;
    this.users = users;
  }

  /** By guild and user, after the named one. */
  public List<TemporaryMembership> page(TemporaryMembership after, int limit) {
    return sql.list(
        "SELECT guild_id, user_id FROM members"
            + " WHERE temporary AND (guild_id, user_id) > (?, ?) ORDER BY guild_id, user_id LIMIT ?",
        row ->
            TemporaryMembership.newBuilder()
                .setGuildId(row.getLong("guild_id"))
                .setUserId(row.getLong("user_id"))
                .build(),
        after.getGuildId(),
        after.getUserId(),
        limit);
  }

  /** Ends those that are still temporary; how many. Nobody did it, so the audit log is silent. */
  public int end(List<TemporaryMembership> ending) {
    int ended = 0;
    for (var one : ending) {
      if (members.isTemporary(one.getGuildId(), one.getUserId()) && end(one)) {
        ended++;
      }
    }
    return ended;
  }

  private boolean end(TemporaryMembership ending) {
    long guildId = ending.getGuildId();
    long userId = ending.getUserId();
    var user = users.get(userId);
    try {
      return changes.byStranger(
          guildId,
          userId,
          change -> {
            // Looked at again under the guild's lock: a role may have come meanwhile.
            if (!members.isTemporary(guildId, userId)) {
              return false;
            }
            members.find(guildId, userId).ifPresent(member -> leaving.expel(change, member, user));
            return true;
          });
    } catch (ProblemException e) {
      if (e.type() == GuildProblem.SERVER_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
