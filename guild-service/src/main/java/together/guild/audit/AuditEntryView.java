package together.guild.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.database.Columns;

/**
 * One thing that was done.
 *
 * @param userId who did it
 * @param actionType see {@link AuditAction}
 * @param targetId the user, role, channel or server it was done to; null for an invite
 */
@Schema(name = "AuditEntry")
public record AuditEntryView(
    long id,
    long userId,
    int actionType,
    @Nullable Long targetId,
    @Nullable String reason,
    List<AuditChangeView> changes) {

  static AuditEntryView read(ResultSet row) throws SQLException {
    return new AuditEntryView(
        row.getLong("id"),
        row.getLong("actor_id"),
        row.getInt("action"),
        Columns.id(row, "target_id"),
        row.getString("reason"),
        AuditChanges.read(row.getString("changes")));
  }
}
