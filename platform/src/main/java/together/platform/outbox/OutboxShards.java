package together.platform.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The shards whose advisory locks this replica holds, on the relay's own connection: they end with
 * it, so after a crash another replica goes on. Each live replica (a leased worker number) takes
 * its share. Confined to the relay's thread.
 */
final class OutboxShards {
  /** Advisory locks belong to the database, which the services share: the class is the schema's. */
  private static final String LOCK_CLASS = "hashtext(current_schema() || '.outbox')";

  private final int count;
  private final TreeSet<Integer> held = new TreeSet<>();
  private boolean alone;

  OutboxShards(int count) {
    this.count = count;
  }

  List<Integer> held() {
    return List.copyOf(held);
  }

  /** No other replica can be writing rows: wake-ups in this process tell of all of them. */
  boolean holdsAllAlone() {
    return alone && held.size() == count;
  }

  void lostAll() {
    held.clear();
  }

  /** Takes free shards up to a fair share of the live replicas, gives back what is above it. */
  void balance(Connection connection) throws SQLException {
    int replicas = Math.max(1, liveReplicas(connection));
    alone = replicas == 1;
    int share = (count + replicas - 1) / replicas;
    for (var shard : new ArrayList<>(held)) {
      if (held.size() > share) {
        call(connection, "pg_advisory_unlock", shard);
        held.remove(shard);
      }
    }
    for (int shard = 0; shard < count && held.size() < share; shard++) {
      if (!held.contains(shard) && call(connection, "pg_try_advisory_lock", shard)) {
        held.add(shard);
      }
    }
  }

  private static int liveReplicas(Connection connection) throws SQLException {
    // Between two writes of a living holder less than 2 s pass, and each writes 10 s ahead.
    var sql =
        "SELECT count(*) FROM worker_lease WHERE issued_until > extract(epoch FROM now()) * 1000 + 5000";
    try (var statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static boolean call(Connection connection, String function, int shard)
      throws SQLException {
    var sql = "SELECT " + function + "(" + LOCK_CLASS + ", ?)";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, shard);
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
