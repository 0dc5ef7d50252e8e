package together.message.post;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import together.message.post.Draft.Place;
import together.message.store.SqlArrays;
import together.platform.id.Snowflakes;

/**
 * Who has posted when in channels with slow mode. Read and written under the locks of the channels'
 * heads, so that two processes let nobody post twice; by the times of the messages' ids.
 */
final class SlowPosts {
  static final String SELECT =
      "; SELECT channel_id, author_id, (SELECT s.message_id FROM slow_posts s"
          + " WHERE s.channel_id = asked.channel_id AND s.author_id = asked.author_id)"
          + " FROM unnest(?::bigint[], ?::bigint[]) AS asked (channel_id, author_id)";

  private static final String REMEMBER =
      "INSERT INTO slow_posts (channel_id, author_id, message_id)"
          + " SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])"
          + " ON CONFLICT (channel_id, author_id) DO UPDATE SET message_id = excluded.message_id";

  private final List<Place> asked;
  private final Map<Place, Long> last = new HashMap<>();
  private final Set<Place> posted = new HashSet<>();

  SlowPosts(List<Draft> drafts) {
    asked =
        drafts.stream().filter(draft -> draft.slowMode() > 0).map(Draft::place).distinct().toList();
  }

  boolean isEmpty() {
    return asked.isEmpty();
  }

  void ask(PreparedStatement statement, int index) throws SQLException {
    SqlArrays.bigints(statement, index, asked, Place::channelId);
    SqlArrays.bigints(statement, index + 1, asked, Place::authorId);
  }

  void read(ResultSet row) throws SQLException {
    while (row.next()) {
      long messageId = row.getLong(3);
      if (!row.wasNull()) {
        last.put(new Place(row.getLong(1), row.getLong(2)), messageId);
      }
    }
  }

  /** How long the author of the draft has to wait yet, were its id this one; 0: not at all. */
  long remainingMillis(Draft draft, long id) {
    var before = draft.slowMode() == 0 ? null : last.get(draft.place());
    return before == null
        ? 0
        : Math.max(
            0, Snowflakes.millisOf(before) + draft.slowMode() * 1_000L - Snowflakes.millisOf(id));
  }

  void posted(Draft draft, long id) {
    if (draft.slowMode() > 0) {
      last.put(draft.place(), id);
      posted.add(draft.place());
    }
  }

  /** Stores what {@link #posted} has told. */
  void remember(Connection connection) throws SQLException {
    if (posted.isEmpty()) {
      return;
    }
    var places = List.copyOf(posted);
    try (var statement = connection.prepareStatement(REMEMBER)) {
      SqlArrays.bigints(statement, 1, places, Place::channelId);
      SqlArrays.bigints(statement, 2, places, Place::authorId);
      SqlArrays.bigints(statement, 3, places, last::get);
      statement.executeUpdate();
    }
  }
}
