package together.message.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for scopes in which much has happened since they were last looked at. */
@ApplicationScoped
class Backlog {
  // With a limit, so that each is looked up and never all marks are read.
  private static final String MARK =
      " LEFT JOIN LATERAL (SELECT counted_seq FROM search_marks"
          + " WHERE channel_id = head.channel_id LIMIT 1) AS mark ON true";
  private static final String GUILDS =
      "SELECT head.guild_id, sum(head.seq - coalesce(mark.counted_seq, 0)) FROM channel_heads head"
          + MARK
          + " WHERE head.guild_id > ? GROUP BY head.guild_id ORDER BY head.guild_id LIMIT ?";
  private static final String PRIVATE =
      "SELECT head.channel_id, head.seq - coalesce(mark.counted_seq, 0) FROM channel_heads head"
          + MARK
          + " WHERE head.guild_id = 0 AND head.channel_id > ? ORDER BY head.channel_id LIMIT ?";

  /**
   * A part of all scopes.
   *
   * @param behind those with so many events
   * @param last where the next page begins; 0 when this was the last
   */
  record Page(List<Scope> behind, long last) {}

  Page guilds(Connection connection, long after, int least, int limit) throws SQLException {
    return page(connection, GUILDS, false, after, least, limit);
  }

  Page privates(Connection connection, long after, int least, int limit) throws SQLException {
    return page(connection, PRIVATE, true, after, least, limit);
  }

  private static Page page(
      Connection connection, String sql, boolean isPrivate, long after, int least, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      try (var row = statement.executeQuery()) {
        var behind = new ArrayList<Scope>();
        long last = after;
        int seen = 0;
        while (row.next()) {
          seen++;
          last = row.getLong(1);
          if (row.getLong(2) >= least) {
            behind.add(new Scope(last, isPrivate));
          }
        }
        return new Page(behind, seen < limit ? 0 : last);
      }
    }
  }
}
