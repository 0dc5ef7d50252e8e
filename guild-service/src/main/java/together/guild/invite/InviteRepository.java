package together.guild.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import together.guild.database.Sql;

/** Rows of invites. Changes are made under the guild's row lock. */
@ApplicationScoped
class InviteRepository {
  private static final String USABLE =
      "(max_uses = 0 OR uses < max_uses) AND (expires_at IS NULL OR expires_at > ?)";

  private final Sql sql;

  InviteRepository(Sql sql) {
    this.sql = sql;
  }

  /** An invite, usable or not. */
  Optional<Invite> find(String code) {
    return sql.first("SELECT * FROM invites WHERE code = ?", Invite::read, code);
  }

  List<Invite> usable(long guildId, Instant now) {
    return sql.list(
        "SELECT * FROM invites WHERE guild_id = ? AND " + USABLE + " ORDER BY created_at, code",
        Invite::read,
        guildId,
        now);
  }

  /** Clears what nobody can use any more, and counts the rest. */
  int countUsable(long guildId, Instant now) {
    sql.update("DELETE FROM invites WHERE guild_id = ? AND NOT (" + USABLE + ")", guildId, now);
    return sql.first(
            "SELECT count(*)::int AS invites FROM invites WHERE guild_id = ?",
            row -> row.getInt("invites"),
            guildId)
        .orElse(0);
  }

  void insert(Invite invite) {
    sql.update(
        "INSERT INTO invites (code, guild_id, channel_id, inviter_id, uses, max_uses, created_at,"
            + " expires_at, temporary) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
        invite.code(),
        invite.guildId(),
        invite.channelId(),
        invite.inviterId(),
        invite.maxUses(),
        invite.createdAt(),
        invite.expiresAt(),
        invite.temporary());
  }

  /** Takes one use; false when there is none left. */
  boolean use(String code, Instant now) {
    return sql.update("UPDATE invites SET uses = uses + 1 WHERE code = ? AND " + USABLE, code, now)
        > 0;
  }

  boolean delete(String code) {
    return sql.update("DELETE FROM invites WHERE code = ?", code) > 0;
  }
}
