package together.message.own;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import together.message.post.MessageEvents;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRelay;
import together.proto.MessageEvent;

/**
 * What is told to one user's sessions alone. It has a sequence per user: the user's head row, whose
 * lock makes the order of changes, commits and events one.
 */
@ApplicationScoped
public class OwnEvents {
  private static final String CREATE =
      "INSERT INTO user_heads (user_id, seq) VALUES (?, 0) ON CONFLICT DO NOTHING";
  private static final String LOCK = "SELECT FROM user_heads WHERE user_id = ? FOR NO KEY UPDATE";
  private static final String RAISE =
      "INSERT INTO user_heads AS head (user_id, seq) VALUES (?, 1)"
          + " ON CONFLICT (user_id) DO UPDATE SET seq = head.seq + 1 RETURNING seq";

  private final Outbox outbox;
  private final OutboxRelay relay;

  OwnEvents(Outbox outbox, OutboxRelay relay) {
    this.outbox = outbox;
    this.relay = relay;
  }

  /** Until the transaction ends nobody else changes what is the user's own. */
  public void lock(Connection connection, long userId) throws SQLException {
    for (var sql : List.of(CREATE, LOCK)) {
      try (var statement = connection.prepareStatement(sql)) {
        statement.setLong(1, userId);
        statement.execute();
      }
    }
  }

  /**
   * Tells of a change as the user's next event; to be followed by {@link #told}. From here on the
   * user's head is locked.
   *
   * @param event all of it but its sequence
   */
  public void tell(Connection connection, long userId, MessageEvent.Builder event)
      throws SQLException {
    event.setSeq(raise(connection, userId));
    outbox.append(connection, List.of(MessageEvents.own(event.build(), userId)));
  }

  private static long raise(Connection connection, long userId) throws SQLException {
    try (var statement = connection.prepareStatement(RAISE)) {
      statement.setLong(1, userId);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The transaction of a change is committed. */
  public void told() {
    relay.wake();
  }
}
