package together.guild.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.database.Columns;

/**
 * A member's row.
 *
 * @param roles as stored: ids of roles that are gone mean nothing
 * @param communicationDisabledUntil end of the time-out, which may be past
 */
public record Member(
    long guildId,
    long userId,
    @Nullable String nick,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant communicationDisabledUntil) {
  /** The columns {@link #read} needs, of a table named {@code m}. */
  public static final String COLUMNS =
      "m.guild_id, m.user_id, m.nick, m.roles, m.joined_at, m.communication_disabled_until";

  public static Member read(ResultSet row) throws SQLException {
    return new Member(
        row.getLong("guild_id"),
        row.getLong("user_id"),
        row.getString("nick"),
        Columns.ids(row, "roles"),
        Objects.requireNonNull(Columns.moment(row, "joined_at")),
        Columns.moment(row, "communication_disabled_until"));
  }

  /** One who joins now. */
  public static Member joining(long guildId, long userId, Instant now) {
    return new Member(guildId, userId, null, List.of(), now, null);
  }

  public Member withRoles(List<Long> newRoles) {
    return new Member(guildId, userId, nick, newRoles, joinedAt, communicationDisabledUntil);
  }

  public Member withNick(@Nullable String newNick) {
    return new Member(guildId, userId, newNick, roles, joinedAt, communicationDisabledUntil);
  }

  public Member disabledUntil(@Nullable Instant end) {
    return new Member(guildId, userId, nick, roles, joinedAt, end);
  }

  public boolean isTimedOut(Instant now) {
    return communicationDisabledUntil != null && communicationDisabledUntil.isAfter(now);
  }
}
