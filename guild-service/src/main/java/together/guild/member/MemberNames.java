package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.proto.User;

/** The names by which members are found, in lower case. A row goes with its member. */
@ApplicationScoped
public class MemberNames {
  private static final int NICK = 2;

  /** A user has so many names at most: what a page of names holds of users. */
  private static final int KINDS = 3;

  private static final String PUT =
      " ON CONFLICT (guild_id, user_id, kind) DO UPDATE SET name = excluded.name";

  /** A member whose names were read before it joined. */
  record Unnamed(long guildId, long userId) {}

  private final Sql sql;

  public MemberNames(Sql sql) {
    this.sql = sql;
  }

  /** Under the guild's row lock. */
  void put(long guildId, User user) {
    sql.update(
        "INSERT INTO member_names (guild_id, user_id, kind, name) SELECT ?, ?, kind, name"
            + " FROM (VALUES (0, ?::text), (1, ?::text)) AS profile (kind, name)"
            + " WHERE name IS NOT NULL"
            + PUT,
        guildId,
        user.getId(),
        lower(user.getUsername()),
        globalName(user));
  }

  /** Under the guild's row lock. */
  void putNick(long guildId, long userId, @Nullable String nick) {
    if (nick == null) {
      sql.update(
          "DELETE FROM member_names WHERE guild_id = ? AND user_id = ? AND kind = ?",
          guildId,
          userId,
          NICK);
    } else {
      sql.update(
          "INSERT INTO member_names (guild_id, user_id, kind, name) VALUES (?, ?, ?, ?)" + PUT,
          guildId,
          userId,
          NICK,
          lower(nick));
    }
  }

  /** Under the guild's row lock, after the member's row: no name comes after it. */
  void delete(long guildId, long userId) {
    sql.update("DELETE FROM member_names WHERE guild_id = ? AND user_id = ?", guildId, userId);
  }

  /**
   * The profile in all guilds of the user. Members who leave meanwhile are waited for, and left
   * out.
   */
  @Transactional
  void refresh(User user) {
    sql.update("UPDATE members SET named = true WHERE user_id = ?", user.getId());
    sql.update(
        "DELETE FROM member_names n USING members m WHERE m.user_id = ? AND kind < ?"
            + " AND n.guild_id = m.guild_id AND n.user_id = m.user_id",
        user.getId(),
        NICK);
    sql.update(
        "INSERT INTO member_names (guild_id, user_id, kind, name)"
            + " SELECT m.guild_id, m.user_id, kind, name FROM members m,"
            + " (VALUES (0, ?::text), (1, ?::text)) AS profile (kind, name)"
            + " WHERE m.user_id = ? AND name IS NOT NULL"
            + PUT,
        lower(user.getUsername()),
        globalName(user),
        user.getId());
  }

  List<Unnamed> unnamed(int limit) {
    return sql.list(
        "SELECT guild_id, user_id FROM members WHERE NOT named LIMIT ?",
        row -> new Unnamed(row.getLong("guild_id"), row.getLong("user_id")),
        limit);
  }

  /**
   * Names those that nobody has named meanwhile, whose account is gone by nothing. Waits for no
   * lock, so that nobody ever waits in a circle with it.
   */
  void name(List<Unnamed> members, Map<Long, User> users) {
    sql.update(
        "WITH fresh AS (SELECT * FROM unnest(?, ?, ?, ?)"
            + " AS profile (guild_id, user_id, username, global_name)),"
            + " taken AS (SELECT fresh.* FROM fresh JOIN members m USING (guild_id, user_id)"
            + " WHERE NOT m.named FOR NO KEY UPDATE OF m SKIP LOCKED),"
            + " confirmed AS (UPDATE members m SET named = true FROM taken t"
            + " WHERE m.guild_id = t.guild_id AND m.user_id = t.user_id),"
            + " cleared AS (DELETE FROM member_names n USING taken t WHERE n.guild_id = t.guild_id"
            + " AND n.user_id = t.user_id AND n.kind = 1 AND t.global_name IS NULL)"
            + " INSERT INTO member_names (guild_id, user_id, kind, name)"
            + " SELECT guild_id, user_id, kind, name FROM taken,"
            + " LATERAL (VALUES (0, username), (1, global_name)) AS profile (kind, name)"
            + " WHERE name IS NOT NULL"
            + PUT,
        members.stream().map(Unnamed::guildId).toList(),
        members.stream().map(Unnamed::userId).toList(),
        texts(members, users, user -> lower(user.getUsername())),
        texts(members, users, MemberNames::globalName));
  }

  private static @Nullable String[] texts(
      List<Unnamed> members, Map<Long, User> users, Function<User, @Nullable String> name) {
    return members.stream()
        .map(one -> users.get(one.userId()))
        .map(user -> user == null ? null : name.apply(user))
        .toArray(String[]::new);
  }

  /** Users by their names in byte order, at most {@code limit}; who has two that fit comes once. */
  List<Long> search(long guildId, String prefix, int limit) {
    var from = lower(prefix);
    return sql
        .list(
            "SELECT user_id FROM member_names WHERE guild_id = ? AND name >= ? AND name < ?"
                + " ORDER BY name, user_id LIMIT ?",
            row -> row.getLong("user_id"),
            guildId,
            from,
            from + Character.toString(Character.MAX_CODE_POINT),
            (long) limit * KINDS)
        .stream()
        .distinct()
        .limit(limit)
        .toList();
  }

  private static @Nullable String globalName(User user) {
    return user.hasGlobalName() ? lower(user.getGlobalName()) : null;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
