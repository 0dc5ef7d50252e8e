package together.guild.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;

/** Rows of audit entries, which never change. */
@ApplicationScoped
class AuditRepository {
  private final Sql sql;

  AuditRepository(Sql sql) {
    this.sql = sql;
  }

  /** Under the guild's row lock; the guild's number of entries with this one. */
  long insert(long guildId, AuditEntryView entry) {
    sql.update(
        "INSERT INTO audit_log (guild_id, id, actor_id, action, target_id, reason, changes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)",
        guildId,
        entry.id(),
        entry.userId(),
        entry.actionType(),
        entry.targetId(),
        entry.reason(),
        AuditChanges.write(entry.changes()));
    return sql.first(
            "UPDATE guilds SET audit_seq = audit_seq + 1 WHERE id = ? RETURNING audit_seq",
            row -> row.getLong("audit_seq"),
            guildId)
        .orElseThrow();
  }

  /** Newest first, one more than the page holds when there are more. */
  List<AuditEntryView> find(long guildId, AuditFilter filter) {
    var where = new StringBuilder("WHERE guild_id = ?");
    var parameters = new ArrayList<@Nullable Object>(List.of(guildId));
    add(where, parameters, " AND id < ?", filter.before());
    add(where, parameters, " AND actor_id = ?", filter.userId());
    add(where, parameters, " AND target_id = ?", filter.targetId());
    add(where, parameters, " AND action = ?", filter.actionType());
    parameters.add(filter.limit() + 1);
    return sql.list(
        "SELECT * FROM audit_log " + where + " ORDER BY id DESC LIMIT ?",
        AuditEntryView::read,
        parameters.toArray());
  }

  private static void add(
      StringBuilder where,
      List<@Nullable Object> parameters,
      String condition,
      @Nullable Object value) {
    if (value != null) {
      where.append(condition);
      parameters.add(value);
    }
  }
}
