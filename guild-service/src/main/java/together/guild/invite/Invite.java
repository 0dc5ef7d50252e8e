package together.guild.invite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.database.Columns;

/**
 * An invite's row.
 *
 * @param channelId where newcomers land; 0 when the inviter saw no text channel
 * @param maxUses 0 is no limit
 * @param expiresAt null is never
 */
public record Invite(
    String code,
    long guildId,
    long channelId,
    long inviterId,
    int uses,
    int maxUses,
    Instant createdAt,
    @Nullable Instant expiresAt,
    boolean temporary) {
  static Invite read(ResultSet row) throws SQLException {
    return new Invite(
        row.getString("code"),
        row.getLong("guild_id"),
        row.getLong("channel_id"),
        row.getLong("inviter_id"),
        row.getInt("uses"),
        row.getInt("max_uses"),
        Objects.requireNonNull(Columns.moment(row, "created_at")),
        Columns.moment(row, "expires_at"),
        row.getBoolean("temporary"));
  }

  boolean isUsable(Instant now) {
    return (maxUses == 0 || uses < maxUses) && (expiresAt == null || expiresAt.isAfter(now));
  }
}
