package together.message.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import together.message.store.Transactions;

/** Takes the segments of deleted guilds and private channels away, one at a time. */
@ApplicationScoped
class GoneScopes {
  private static final String NEXT =
      "SELECT scope FROM search_scopes WHERE gone ORDER BY scope LIMIT 1 FOR UPDATE SKIP LOCKED";
  private static final String SEGMENT =
      "WITH taken AS (DELETE FROM search_segments WHERE scope = ? AND segment ="
          + " (SELECT segment FROM search_segments WHERE scope = ? ORDER BY segment LIMIT 1)"
          + " RETURNING scope, segment) DELETE FROM search_parts parts USING taken"
          + " WHERE parts.scope = taken.scope AND parts.segment = taken.segment";

  // Its row stays while messages of it do, so that nobody begins to index it anew.
  private static final String SCOPE =
      "DELETE FROM search_scopes WHERE scope = ? AND NOT EXISTS"
          + " (SELECT 1 FROM channel_heads WHERE guild_id = ?) AND NOT EXISTS"
          + " (SELECT 1 FROM channel_heads WHERE channel_id = ?)";

  private final Transactions transactions;

  GoneScopes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** False when nothing could be taken away. */
  boolean step() {
    return transactions.write(connection -> {
      try (var statement = connection.prepareStatement(NEXT);
          var row = statement.executeQuery()) {
        return row.next()
            && (update(connection, SEGMENT, row.getLong(1), 2) > 0
                || update(connection, SCOPE, row.getLong(1), 3) > 0);
      }
    });
  }

  private static int update(Connection connection, String sql, long scope, int times)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int index = 1; index <= times; index++) {
        statement.setLong(index, scope);
      }
      return statement.executeUpdate();
    }
  }
}
