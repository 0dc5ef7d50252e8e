package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.message.attachment.picture.Picture;
import together.message.store.SqlArrays;

/** The SQL of uploaded files and of what they take. */
@ApplicationScoped
class UploadRepository {
  private static final String COLUMNS =
      "channel_id, id, message_id, uploader_id, filename, content_type, size, width, height,"
          + " preview_size, preview_type";
  // The row of the total is locked until the transaction ends: two uploads never pass the quota
  // together.
  private static final String CHARGE =
      "INSERT INTO upload_totals AS total (user_id, bytes) SELECT ?, ? WHERE ? <= ?"
          + " ON CONFLICT (user_id) DO UPDATE SET bytes = total.bytes + excluded.bytes"
          + " WHERE total.bytes + excluded.bytes <= ?";
  private static final String INSERT =
      "INSERT INTO attachments ("
          + COLUMNS
          + ", stored) VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?, NULL, NULL, false)";
  private static final String STORED =
      "UPDATE attachments SET stored = true, preview_size = ?, preview_type = ?"
          + " WHERE channel_id = ? AND id = ? AND message_id IS NULL";
  private static final String NAMED =
      "SELECT "
          + COLUMNS
          + " FROM attachments WHERE channel_id = ? AND id = ANY (?::bigint[])"
          + " AND uploader_id = ? AND stored ORDER BY id";
  private static final String CARRIED =
      "SELECT "
          + COLUMNS
          + " FROM attachments WHERE channel_id = ? AND message_id = ANY (?::bigint[]) ORDER BY id";
  private static final String RELEASE =
      "UPDATE attachments SET message_id = NULL, stored = false"
          + " WHERE channel_id = ? AND message_id = ? AND id <> ALL (?::bigint[])";
  private static final String MARK =
      "UPDATE messages SET attached = ?, pictured = ? WHERE channel_id = ? AND id = ?";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM attachments WHERE (id + 0) = ? AND stored";
  // From now on no message can take them; who sweeps at the same time takes others.
  private static final String DOOM =
      "UPDATE attachments SET stored = false WHERE (channel_id, id) IN (SELECT channel_id, id"
          + " FROM attachments WHERE message_id IS NULL AND id < ? ORDER BY id LIMIT ?"
          + " FOR UPDATE SKIP LOCKED) RETURNING "
          + COLUMNS;
  private static final String REFUND =
      "WITH gone AS (DELETE FROM attachments WHERE channel_id = ? AND id = ?"
          + " AND message_id IS NULL AND NOT stored RETURNING uploader_id, size)"
          + " UPDATE upload_totals SET bytes = bytes - gone.size FROM gone"
          + " WHERE user_id = gone.uploader_id";

  /** Adds to what a user's files take; false, and nothing is added, beyond the quota. */
  boolean charge(Connection connection, long userId, long bytes, long quota) throws SQLException {
    try (var statement = connection.prepareStatement(CHARGE)) {
      statement.setLong(1, userId);
      statement.setLong(2, bytes);
      statement.setLong(3, bytes);
      statement.setLong(4, quota);
      statement.setLong(5, quota);
      return statement.executeUpdate() == 1;
    }
  }

  /** A file on its way to the store. */
  void insert(Connection connection, Upload upload) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setLong(1, upload.channelId());
      statement.setLong(2, upload.id());
      statement.setLong(3, upload.uploaderId());
      statement.setString(4, upload.filename());
      statement.setString(5, upload.contentType());
      statement.setInt(6, upload.size());
      var picture = upload.picture();
      setNumber(statement, 7, picture == null ? null : picture.width());
      setNumber(statement, 8, picture == null ? null : picture.height());
      statement.executeUpdate();
    }
  }

  private static void setNumber(PreparedStatement statement, int index, @Nullable Integer number)
      throws SQLException {
    if (number == null) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setInt(index, number);
    }
  }

  /** The store has it; false when the sweep was faster. */
  boolean stored(Connection connection, Upload upload) throws SQLException {
    try (var statement = connection.prepareStatement(STORED)) {
      var preview = upload.preview();
      setNumber(statement, 1, preview == null ? null : preview.size());
      statement.setString(2, preview == null ? null : preview.contentType());
      statement.setLong(3, upload.channelId());
      statement.setLong(4, upload.id());
      return statement.executeUpdate() == 1;
    }
  }

  /** Those that a user has brought into a channel, ascending, whoever carries them. */
  List<Upload> named(Connection connection, long channelId, long userId, Collection<Long> ids)
      throws SQLException {
    try (var statement = connection.prepareStatement(NAMED)) {
      statement.setLong(1, channelId);
      SqlArrays.bigints(statement, 2, ids);
      statement.setLong(3, userId);
      return uploads(statement);
    }
  }

  /** Those that messages of a channel carry, ascending. */
  List<Upload> carried(Connection connection, long channelId, Collection<Long> messageIds)
      throws SQLException {
    try (var statement = connection.prepareStatement(CARRIED)) {
      statement.setLong(1, channelId);
      SqlArrays.bigints(statement, 2, messageIds);
      return uploads(statement);
    }
  }

  /** Takes all but some from a message; they are the sweep's. */
  void release(Connection connection, long channelId, long messageId, Collection<Long> kept)
      throws SQLException {
    try (var statement = connection.prepareStatement(RELEASE)) {
      statement.setLong(1, channelId);
      statement.setLong(2, messageId);
      SqlArrays.bigints(statement, 3, kept);
      statement.executeUpdate();
    }
  }

  /** What a message's row says of its files. */
  void mark(
      Connection connection, long channelId, long messageId, boolean attached, boolean pictured)
      throws SQLException {
    try (var statement = connection.prepareStatement(MARK)) {
      statement.setBoolean(1, attached);
      statement.setBoolean(2, pictured);
      statement.setLong(3, channelId);
      statement.setLong(4, messageId);
      statement.executeUpdate();
    }
  }

  private static List<Upload> uploads(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      var uploads = new ArrayList<Upload>();
      while (row.next()) {
        uploads.add(read(row));
      }
      return uploads;
    }
  }

  Optional<Upload> find(Connection connection, long id) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setLong(1, id);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** Files without a message, made before this id, as many at most; none may use them any more. */
  List<Upload> doom(Connection connection, long beforeId, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(DOOM)) {
      statement.setLong(1, beforeId);
      statement.setInt(2, limit);
      return uploads(statement);
    }
  }

  /** Forgets a doomed file, which the store has no more, and what it took. */
  void refund(Connection connection, Upload upload) throws SQLException {
    try (var statement = connection.prepareStatement(REFUND)) {
      statement.setLong(1, upload.channelId());
      statement.setLong(2, upload.id());
      statement.executeUpdate();
    }
  }

  private static Upload read(ResultSet row) throws SQLException {
    long messageId = row.getLong(3);
    boolean isCarried = !row.wasNull();
    int width = row.getInt(8);
    boolean isPicture = !row.wasNull();
    int previewSize = row.getInt(10);
    boolean hasPreview = !row.wasNull();
    return new Upload(
        row.getLong(1),
        row.getLong(2),
        isCarried ? messageId : null,
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        isPicture ? new Picture(width, row.getInt(9)) : null,
        hasPreview ? new Upload.Preview(previewSize, row.getString(11)) : null);
  }
}
