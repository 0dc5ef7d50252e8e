package together.message.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import together.message.post.MessageRow;

/** Pages of a channel: each is one range of the primary key, or two that meet. */
@ApplicationScoped
class HistoryRepository {
  private static final String FROM_CHANNEL =
      "SELECT " + MessageRow.COLUMNS + " FROM messages WHERE channel_id = ? AND id ";
  static final String OLDER = FROM_CHANNEL + "< ? ORDER BY id DESC LIMIT ?";
  static final String NEWER = FROM_CHANNEL + "> ? ORDER BY id LIMIT ?";
  static final String FROM = FROM_CHANNEL + ">= ? ORDER BY id LIMIT ?";

  /** A page, newest first. */
  List<MessageRow> page(Connection connection, long channelId, HistoryQuery query)
      throws SQLException {
    var rows = new ArrayList<MessageRow>(query.limit());
    switch (query.direction()) {
      case BEFORE -> read(connection, OLDER, channelId, query.id(), query.limit(), rows);
      case AFTER -> read(connection, NEWER, channelId, query.id(), query.limit(), rows);
      case AROUND -> {
        int older = query.limit() / 2;
        read(connection, OLDER, channelId, query.id(), older, rows);
        read(connection, FROM, channelId, query.id(), query.limit() - older, rows);
      }
    }
    rows.sort(Comparator.comparingLong(MessageRow::id).reversed());
    return rows;
  }

  private static void read(
      Connection connection, String sql, long channelId, long id, int limit, List<MessageRow> rows)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, channelId);
      statement.setLong(2, id);
      statement.setInt(3, limit);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(MessageRow.of(result));
        }
      }
    }
  }
}
