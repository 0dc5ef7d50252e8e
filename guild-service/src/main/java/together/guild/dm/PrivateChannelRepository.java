package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import together.guild.database.Sql;
import together.platform.request.IdPage;

/** Rows of private channels and their recipients. */
@ApplicationScoped
public class PrivateChannelRepository {
  /**
   * A recipient of a private channel, and how it stands.
   *
   * @param otherId the other one of a dm; 0 in a group
   */
  public record Access(long channelId, long userId, int type, long revision, long otherId) {}

  private static final String COLUMNS =
      "c.id, c.type, c.name, c.icon, c.owner_id, c.revision, ARRAY(SELECT user_id FROM recipients r"
          + " WHERE r.channel_id = c.id ORDER BY joined_at, user_id) AS recipients";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM private_channels c";

  private final Sql sql;

  public PrivateChannelRepository(Sql sql) {
    this.sql = sql;
  }

  Optional<PrivateChannel> find(long channelId) {
    return sql.first(SELECT + " WHERE c.id = ?", PrivateChannel::read, channelId);
  }

  Optional<PrivateChannel> findDm(long low, long high) {
    return sql.first(
        SELECT
            + " JOIN dm_pairs p ON p.channel_id = c.id"
            + " WHERE p.low_user_id = ? AND p.high_user_id = ?",
        PrivateChannel::read,
        low,
        high);
  }

  /** A user's, by id. */
  List<PrivateChannel> ofUser(long userId, IdPage page) {
    return sql.list(
        SELECT
            + " JOIN recipients own ON own.channel_id = c.id"
            + " WHERE own.user_id = ? AND c.id > ? ORDER BY c.id LIMIT ?",
        PrivateChannel::read,
        userId,
        page.after(),
        page.limit());
  }

  /** Those of the channels that are the user's. */
  List<PrivateChannel> ofUser(long userId, Collection<Long> channelIds) {
    return sql.list(
        SELECT
            + " JOIN recipients own ON own.channel_id = c.id"
            + " WHERE own.user_id = ? AND c.id = ANY (?) ORDER BY c.id",
        PrivateChannel::read,
        userId,
        channelIds);
  }

  /** Those of the pairs where the user is a recipient of the channel, in one statement. */
  public List<Access> access(Collection<Long> channelIds, Collection<Long> userIds) {
    return sql.list(
        "SELECT DISTINCT c.id, r.user_id, c.type, c.revision, CASE WHEN c.type = 1 THEN"
            + " (SELECT max(o.user_id) FROM recipients o WHERE o.channel_id = c.id"
            + " AND o.user_id <> r.user_id) END AS other_id"
            + " FROM unnest(?, ?) AS q (channel_id, user_id)"
            + " JOIN recipients r ON r.channel_id = q.channel_id AND r.user_id = q.user_id"
            + " JOIN private_channels c ON c.id = q.channel_id",
        row ->
            new Access(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getInt("type"),
                row.getLong("revision"),
                row.getLong("other_id")),
        channelIds,
        userIds);
  }

  boolean shareAGuild(long userId, long otherId) {
    return sql.first(
            "SELECT 1 FROM members a JOIN members b USING (guild_id)"
                + " WHERE a.user_id = ? AND b.user_id = ? LIMIT 1",
            row -> true,
            userId,
            otherId)
        .isPresent();
  }

  int count(long userId) {
    return sql.first(
            "SELECT count(*)::int AS channels FROM recipients WHERE user_id = ?",
            row -> row.getInt("channels"),
            userId)
        .orElse(0);
  }

  /** Locks the row and raises its revision; to be called before anything is read. */
  boolean raise(long channelId) {
    return sql.update("UPDATE private_channels SET revision = revision + 1 WHERE id = ?", channelId)
        > 0;
  }

  void insert(PrivateChannel channel, Instant now) {
    sql.update(
        "INSERT INTO private_channels (id, type, name, owner_id, revision, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        channel.id(),
        channel.type(),
        channel.name(),
        channel.ownerId(),
        channel.revision(),
        now);
    channel.recipients().forEach(user -> add(channel.id(), user, now));
  }

  /** Takes the pair for this channel; false when it has one. Waits for who does the same. */
  boolean pair(long low, long high, long channelId) {
    return sql.update(
            "INSERT INTO dm_pairs (low_user_id, high_user_id, channel_id) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            low,
            high,
            channelId)
        > 0;
  }

  void update(PrivateChannel channel) {
    sql.update(
        "UPDATE private_channels SET name = ?, icon = ?, owner_id = ? WHERE id = ?",
        channel.name(),
        channel.icon(),
        channel.ownerId(),
        channel.id());
  }

  void add(long channelId, long userId, Instant now) {
    sql.update(
        "INSERT INTO recipients (channel_id, user_id, joined_at) VALUES (?, ?, ?)",
        channelId,
        userId,
        now);
  }

  void remove(long channelId, long userId) {
    sql.update("DELETE FROM recipients WHERE channel_id = ? AND user_id = ?", channelId, userId);
  }

  void delete(long channelId) {
    sql.update("DELETE FROM private_channels WHERE id = ?", channelId);
  }
}
