package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import together.guild.database.Columns;
import together.guild.database.Sql;
import together.guild.state.Member;
import together.platform.request.IdPage;
import together.proto.GuildMemberIds;

/** Rows of members. Changes are made under the guild's row lock. */
@ApplicationScoped
public class MemberRepository {
  private static final String SELECT = "SELECT " + Member.COLUMNS + " FROM members m";

  private final Sql sql;

  public MemberRepository(Sql sql) {
    this.sql = sql;
  }

  public Optional<Member> find(long guildId, long userId) {
    return sql.first(SELECT + " WHERE guild_id = ? AND user_id = ?", Member::read, guildId, userId);
  }

  /** By user id. */
  public List<Member> page(long guildId, IdPage page) {
    return sql.list(
        SELECT + " WHERE guild_id = ? AND user_id > ? ORDER BY user_id LIMIT ?",
        Member::read,
        guildId,
        page.after(),
        page.limit());
  }

  /** Those of the users who are members, by user id. */
  public List<Member> named(long guildId, Collection<Long> userIds) {
    return sql.list(
        SELECT + " WHERE guild_id = ? AND user_id = ANY(?) ORDER BY user_id",
        Member::read,
        guildId,
        userIds);
  }

  /** The members' ids of guilds that have no more than {@code most}; the others without. */
  public List<GuildMemberIds> ids(Collection<Long> guildIds, int most) {
    return sql.list(
        "SELECT id, revision, member_count, CASE WHEN member_count <= ? THEN ARRAY(SELECT user_id"
            + " FROM members WHERE guild_id = guilds.id ORDER BY user_id) ELSE '{}' END AS user_ids"
            + " FROM guilds WHERE id = ANY(?) AND deleted_at IS NULL",
        row ->
            GuildMemberIds.newBuilder()
                .setGuildId(row.getLong("id"))
                .setRevision(row.getLong("revision"))
                .setMemberCount(row.getInt("member_count"))
                .addAllUserIds(Columns.ids(row, "user_ids"))
                .build(),
        most,
        guildIds);
  }

  public int countGuilds(long userId) {
    return sql.first(
            "SELECT count(*)::int AS guilds FROM members WHERE user_id = ?",
            row -> row.getInt("guilds"),
            userId)
        .orElse(0);
  }

  /** Adds the member to the guild and to its count; false when already there. */
  public boolean insert(Member member, boolean temporary) {
    return sql.update(
            "WITH added AS (INSERT INTO members (guild_id, user_id, roles, joined_at, temporary)"
                + " VALUES (?, ?, '{}', ?, ?) ON CONFLICT DO NOTHING RETURNING guild_id)"
                + " UPDATE guilds SET member_count = member_count + 1"
                + " FROM added WHERE id = added.guild_id",
            member.guildId(),
            member.userId(),
            member.joinedAt(),
            temporary)
        > 0;
  }

  /** Takes the member from the guild and from its count; false when not there. */
  public boolean delete(long guildId, long userId) {
    return sql.update(
            "WITH gone AS (DELETE FROM members WHERE guild_id = ? AND user_id = ?"
                + " RETURNING guild_id)"
                + " UPDATE guilds SET member_count = member_count - 1"
                + " FROM gone WHERE id = gone.guild_id",
            guildId,
            userId)
        > 0;
  }

  void update(Member member) {
    sql.update(
        "UPDATE members SET nick = ?, communication_disabled_until = ?"
            + " WHERE guild_id = ? AND user_id = ?",
        member.nick(),
        member.communicationDisabledUntil(),
        member.guildId(),
        member.userId());
  }

  boolean isTemporary(long guildId, long userId) {
    return sql.first(
            "SELECT 1 FROM members WHERE guild_id = ? AND user_id = ? AND temporary",
            row -> true,
            guildId,
            userId)
        .isPresent();
  }

  /** The membership does not end by itself. */
  void settle(long guildId, long userId) {
    sql.update(
        "UPDATE members SET temporary = false WHERE guild_id = ? AND user_id = ?", guildId, userId);
  }

  boolean isBanned(long guildId, long userId) {
    return sql.first(
            "SELECT 1 FROM bans WHERE guild_id = ? AND user_id = ?", row -> true, guildId, userId)
        .isPresent();
  }

  /** Whoever gets a role is a member for good. */
  public void updateRoles(Member member) {
    sql.update(
        "UPDATE members SET roles = ?, temporary = temporary AND cardinality(?::bigint[]) = 0"
            + " WHERE guild_id = ? AND user_id = ?",
        member.roles(),
        member.roles(),
        member.guildId(),
        member.userId());
  }
}
