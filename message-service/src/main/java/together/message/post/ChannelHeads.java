package together.message.post;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.message.post.Draft.Nonce;
import together.message.store.SqlArrays;

/**
 * The rows that order channels, locked until the transaction ends, and what the asked nonces have
 * made before. Locked by rising channel id, in every process, so no two transactions wait for each
 * other.
 */
final class ChannelHeads {
  private static final String LOCK =
      "SELECT channel_id, seq, last_message_id FROM channel_heads"
          + " WHERE channel_id = ANY (?::bigint[]) ORDER BY channel_id FOR NO KEY UPDATE";

  // A statement of its own, so that it sees what was committed while the locks were waited for; the
  // driver sends both at once. The subselect makes it one index look-up per nonce at any size.
  private static final String NONCES =
      "; SELECT channel_id, author_id, nonce, (SELECT n.message_id FROM nonces n"
          + " WHERE n.channel_id = asked.channel_id AND n.author_id = asked.author_id"
          + " AND n.nonce = asked.nonce)"
          + " FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS asked"
          + " (channel_id, author_id, nonce)";

  private static final String CREATE =
      "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id)"
          + " SELECT channel_id, guild_id, 0, 0 FROM unnest(?::bigint[], ?::bigint[])"
          + " AS fresh (channel_id, guild_id) ORDER BY channel_id ON CONFLICT DO NOTHING";

  private final Map<Long, ChannelHead> heads = new HashMap<>();
  private final Map<Nonce, Long> used = new HashMap<>();
  private final SlowPosts slow;

  private ChannelHeads(SlowPosts slow) {
    this.slow = slow;
  }

  /** Locks the heads of the drafts' channels, and makes those of a first message. */
  static ChannelHeads lock(Connection connection, List<Draft> drafts) throws SQLException {
    var guilds = new HashMap<Long, Long>();
    drafts.forEach(draft -> guilds.put(draft.channelId(), draft.guildId()));
    var nonces = drafts.stream().flatMap(draft -> draft.nonce().stream()).distinct().toList();
    var locked = new ChannelHeads(new SlowPosts(drafts));
    locked.select(connection, guilds.keySet(), nonces);
    while (locked.heads.size() < guilds.size()) {
      create(connection, guilds);
      locked.select(connection, guilds.keySet(), nonces);
    }
    return locked;
  }

  ChannelHead of(long channelId) {
    var head = heads.get(channelId);
    if (head == null) {
      throw new IllegalArgumentException("channel " + channelId + " is not locked");
    }
    return head;
  }

  Collection<ChannelHead> all() {
    return heads.values();
  }

  /** The message that a nonce has made, before or in this transaction. */
  @Nullable Long madeBy(Nonce nonce) {
    return used.get(nonce);
  }

  void made(Nonce nonce, long messageId) {
    used.put(nonce, messageId);
  }

  /** Who has posted when, where that matters. */
  SlowPosts slow() {
    return slow;
  }

  private void select(Connection connection, Collection<Long> channels, List<Nonce> nonces)
      throws SQLException {
    var sql = LOCK + (nonces.isEmpty() ? "" : NONCES) + (slow.isEmpty() ? "" : SlowPosts.SELECT);
    try (var statement = connection.prepareStatement(sql)) {
      SqlArrays.bigints(statement, 1, channels);
      if (!nonces.isEmpty()) {
        SqlArrays.bigints(statement, 2, nonces, Nonce::channelId);
        SqlArrays.bigints(statement, 3, nonces, Nonce::authorId);
        SqlArrays.texts(statement, 4, nonces, Nonce::text);
      }
      if (!slow.isEmpty()) {
        slow.ask(statement, nonces.isEmpty() ? 2 : 5);
      }
      statement.execute();
      readHeads(statement);
      if (!nonces.isEmpty() && statement.getMoreResults()) {
        readNonces(statement);
      }
      if (!slow.isEmpty() && statement.getMoreResults()) {
        slow.read(statement.getResultSet());
      }
    }
  }

  private void readHeads(PreparedStatement statement) throws SQLException {
    try (var row = statement.getResultSet()) {
      while (row.next()) {
        heads.put(row.getLong(1), new ChannelHead(row.getLong(1), row.getLong(2), row.getLong(3)));
      }
    }
  }

  private void readNonces(PreparedStatement statement) throws SQLException {
    try (var row = statement.getResultSet()) {
      while (row.next()) {
        long messageId = row.getLong(4);
        if (!row.wasNull()) {
          made(new Nonce(row.getLong(1), row.getLong(2), row.getString(3)), messageId);
        }
      }
    }
  }

  /** Makes the heads that are not there yet; channels and their guilds. */
  static void create(Connection connection, Map<Long, Long> guilds) throws SQLException {
    try (var statement = connection.prepareStatement(CREATE)) {
      var entries = List.copyOf(guilds.entrySet());
      SqlArrays.bigints(statement, 1, entries, Map.Entry::getKey);
      SqlArrays.bigints(statement, 2, entries, Map.Entry::getValue);
      statement.executeUpdate();
    }
  }
}
