package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.database.Sql;
import together.guild.member.Admission;
import together.permission.Permission;

/** What becomes of a server whose owner goes for good. */
@ApplicationScoped
public class Succession {
  // Whoever has the most power already, then who has been there longest. Those without a role are
  // looked at only when nobody has one: of a large server they are the most.
  private static final String HIGHEST =
      "SELECT m.user_id FROM members m, LATERAL (SELECT bool_or(r.permissions & ? <> 0) AS admin,"
          + " max(r.position) AS top FROM roles r WHERE r.guild_id = m.guild_id"
          + " AND r.id = ANY (m.roles) AND r.id <> m.guild_id) rank"
          + " WHERE m.guild_id = ? AND m.user_id <> ? AND cardinality(m.roles) > 0"
          + " AND rank.top IS NOT NULL"
          + " ORDER BY rank.admin DESC, rank.top DESC, m.joined_at, m.user_id LIMIT 1";
  private static final String LONGEST_THERE =
      "SELECT user_id FROM members WHERE guild_id = ? AND user_id <> ?"
          + " ORDER BY joined_at, user_id LIMIT 1";

  private final Sql sql;
  private final ServerRepository servers;
  private final Admission admission;
  private final Clock clock;

  Succession(Sql sql, ServerRepository servers, Admission admission, Clock clock) {
    this.sql = sql;
    this.servers = servers;
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * The server becomes another member's: an administrator's, of several (or without one) the
   * highest one's, of equals the one's who has been there longest. Without another member it is
   * deleted, and the answer false. Told, and written down as the owner's last act.
   */
  public boolean handOn(GuildChange change) {
    var before = change.guild();
    var heir = heir(before.id(), before.ownerId());
    if (heir.isEmpty()) {
      servers.delete(before.id(), clock.instant());
      change.tellStructure(GuildEvents.deleted(before.id()));
      return false;
    }
    var after = before.ownedBy(heir.get());
    servers.update(after);
    admission.settle(before.id(), heir.get());
    change.tellStructure(GuildEvents.updated(after));
    change.audit(
        AuditAction.GUILD_UPDATE,
        before.id(),
        GuildEvents.row(before).build(),
        GuildEvents.row(after).build());
    return true;
  }

  private Optional<Long> heir(long guildId, long ownerId) {
    return sql.first(
            HIGHEST,
            row -> row.getLong("user_id"),
            Permission.of(Permission.ADMINISTRATOR),
            guildId,
            ownerId)
        .or(() -> sql.first(LONGEST_THERE, row -> row.getLong("user_id"), guildId, ownerId));
  }
}
