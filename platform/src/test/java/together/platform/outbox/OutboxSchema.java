package together.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import together.platform.database.DedicatedConnections;
import together.platform.kafka.EventHeaders;
import together.platform.testing.PlatformResource;
import together.platform.testing.TestPlatform;
import together.proto.User;

/** A schema of the test's own with the platform's tables. */
final class OutboxSchema {
  private static final String SUPERUSER = "postgres";

  private final String url;

  private OutboxSchema(String url) {
    this.url = url;
  }

  static OutboxSchema create() throws SQLException, IOException {
    var name = "outbox_" + UUID.randomUUID().toString().replace("-", "");
    var schema = new OutboxSchema(PlatformResource.platform().jdbcUrl(name));
    try (var tables = OutboxSchema.class.getResourceAsStream("/db/platform/V0001__platform.sql");
        var connection = schema.connect();
        var statement = connection.createStatement()) {
      if (tables == null) {
        throw new IOException("the platform's tables are not on the class path");
      }
      statement.execute("CREATE SCHEMA " + name);
      statement.execute(new String(tables.readAllBytes(), UTF_8));
    }
    return schema;
  }

  String url() {
    return url;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, SUPERUSER, TestPlatform.PASSWORD);
  }

  DedicatedConnections connections() {
    return connections(url);
  }

  static DedicatedConnections connections(String url) {
    return new DedicatedConnections(url, SUPERUSER, TestPlatform.PASSWORD);
  }

  /** An event of the key, as a service writes it. */
  static OutboxRecord event(String topic, long key, long seq) {
    return new OutboxRecord(
        topic,
        key,
        key,
        "user_update",
        Map.of(EventHeaders.SEQ, Long.toString(seq)),
        User.newBuilder().setId(key).setUsername("version " + seq).build());
  }

  /** One transaction a call, as one that holds the key's row lock would do it. */
  void append(Outbox outbox, String topic, long key, long firstSeq, int count) throws SQLException {
    var records = new ArrayList<OutboxRecord>();
    for (long seq = firstSeq; seq < firstSeq + count; seq++) {
      records.add(event(topic, key, seq));
    }
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      outbox.append(connection, records);
      connection.commit();
    }
  }

  int rows() {
    return count("SELECT count(*) FROM outbox");
  }

  /** How many shards each connection holds the lock of, ascending. */
  List<Integer> sharesHeld() {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    + " AND classid = (hashtext(current_schema() || '.outbox')::bigint"
                    + " & 4294967295)::oid GROUP BY pid ORDER BY 1")) {
      var shares = new ArrayList<Integer>();
      while (rows.next()) {
        shares.add(rows.getInt(1));
      }
      return shares;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the connections that hold this schema's shards, as a failing network would. */
  int cutRelays() {
    return count(
        "SELECT count(pg_terminate_backend(pid)) FROM (SELECT DISTINCT pid FROM pg_locks"
            + " WHERE locktype = 'advisory' AND granted AND classid ="
            + " (hashtext(current_schema() || '.outbox')::bigint & 4294967295)::oid) AS holders");
  }

  private int count(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
