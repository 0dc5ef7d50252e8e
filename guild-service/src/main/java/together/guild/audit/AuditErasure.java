package together.guild.audit;

import jakarta.enterprise.context.ApplicationScoped;
import together.guild.database.Sql;

/** Takes out of the audit logs what was written about somebody who is gone; ids and acts stay. */
@ApplicationScoped
public class AuditErasure {
  // As the index audit_log_persons has it: what was done to members.
  private static final String FORGET =
      "UPDATE audit_log SET reason = NULL, changes = coalesce((SELECT jsonb_agg(one)"
          + " FROM jsonb_array_elements(changes) one WHERE one ->> 'key' <> 'nick'), '[]')"
          + " WHERE (guild_id, id) IN (SELECT guild_id, id FROM audit_log WHERE target_id = ?"
          + " AND action IN (20, 22, 23, 24, 25)"
          + " AND (reason IS NOT NULL OR changes @> '[{\"key\": \"nick\"}]') LIMIT ?)";

  private final Sql sql;

  AuditErasure(Sql sql) {
    this.sql = sql;
  }

  /**
   * Reasons given for what was done to the user, and nicknames; false: there were none any more.
   */
  public boolean forget(long userId, int limit) {
    return sql.update(FORGET, userId, limit) > 0;
  }
}
