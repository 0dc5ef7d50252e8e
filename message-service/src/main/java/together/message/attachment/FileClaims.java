package together.message.attachment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import together.message.store.SqlArrays;
import together.proto.Attachment;
import together.proto.Message;

/**
 * Gives files to the messages that are being written, each to one. The files are locked until the
 * transaction ends, under the heads of their channels, so that neither another message nor the
 * sweep takes them.
 */
public final class FileClaims {
  private static final String LOCK =
      "SELECT attachments.id FROM unnest(?::bigint[], ?::bigint[]) AS asked (channel_id, id)"
          + " JOIN attachments USING (channel_id, id) WHERE message_id IS NULL AND stored"
          + " ORDER BY attachments.channel_id, attachments.id FOR UPDATE OF attachments";
  private static final String CLAIM =
      "UPDATE attachments SET message_id = claimed.message_id"
          + " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])"
          + " AS claimed (channel_id, id, message_id)"
          + " WHERE attachments.channel_id = claimed.channel_id AND attachments.id = claimed.id";

  /** A file, and the message it is for. */
  private record Claim(long channelId, long id, long messageId) {}

  private final Set<Long> free = new HashSet<>();
  private final List<Claim> claims = new ArrayList<>();

  private FileClaims() {}

  /** Locks what the messages want to carry. */
  public static FileClaims lock(Connection connection, Collection<Message> messages)
      throws SQLException {
    var locked = new FileClaims();
    var wanted = new ArrayList<Claim>();
    messages.forEach(message -> wanted.addAll(claims(message)));
    if (wanted.isEmpty()) {
      return locked;
    }
    try (var statement = connection.prepareStatement(LOCK)) {
      SqlArrays.bigints(statement, 1, wanted, Claim::channelId);
      SqlArrays.bigints(statement, 2, wanted, Claim::id);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          locked.free.add(row.getLong(1));
        }
      }
    }
    return locked;
  }

  private static List<Claim> claims(Message message) {
    return message.getAttachmentsList().stream()
        .map(file -> new Claim(message.getChannelId(), file.getId(), message.getId()))
        .toList();
  }

  /** Whether a message gets all of its files; else none. */
  public boolean take(Message message) {
    var wanted = message.getAttachmentsList().stream().map(Attachment::getId).toList();
    if (!free.containsAll(wanted)) {
      return false;
    }
    wanted.forEach(free::remove);
    claims.addAll(claims(message));
    return true;
  }

  /** Stores who got what. */
  public void store(Connection connection) throws SQLException {
    if (claims.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(CLAIM)) {
      SqlArrays.bigints(statement, 1, claims, Claim::channelId);
      SqlArrays.bigints(statement, 2, claims, Claim::id);
      SqlArrays.bigints(statement, 3, claims, Claim::messageId);
      statement.executeUpdate();
    }
  }
}
