package together.bench.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import together.e2e.platform.Installation;

/**
 * The limit writes are held against: the rows that the posts made, inserted once more one by one,
 * each in its transaction, into a table made alike in the same PostgreSQL.
 */
final class PlainInserts implements ClosedLoop.Writers, AutoCloseable {
  private static final int CHANNEL_ID = 1;
  private static final String SCHEMA = "bench_scratch";

  private final Installation installation;
  private final List<Object[]> rows;
  private final AtomicLong next = new AtomicLong();

  private PlainInserts(Installation installation, List<Object[]> rows) {
    this.installation = installation;
    this.rows = rows;
  }

  /** Reads the newest messages and makes the table. */
  static PlainInserts of(Installation installation, int mostRows) throws SQLException {
    var rows = new ArrayList<Object[]>();
    try (var connection = connect(installation);
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      statement.execute("CREATE SCHEMA " + SCHEMA);
      statement.execute(
          "CREATE TABLE " + SCHEMA + ".messages (LIKE message.messages INCLUDING ALL)");
      try (var result =
          statement.executeQuery(
              "SELECT * FROM message.messages ORDER BY id DESC LIMIT " + mostRows)) {
        var columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          var row = new Object[columns];
          for (var column = 1; column <= columns; column++) {
            row[column - 1] = result.getObject(column);
          }
          rows.add(row);
        }
      }
    }
    Collections.reverse(rows);
    return new PlainInserts(installation, rows);
  }

  @Override
  public ClosedLoop.Writer writer(int number) throws SQLException {
    var connection = connect(installation);
    var marks = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
    var insert =
        connection.prepareStatement("INSERT INTO " + SCHEMA + ".messages VALUES (" + marks + ")");
    return new ClosedLoop.Writer() {
      @Override
      public void write() throws SQLException {
        insertNext(insert);
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private void insertNext(PreparedStatement insert) throws SQLException {
    var number = next.getAndIncrement();
    var row = rows.get((int) (number % rows.size()));
    for (var column = 1; column <= row.length; column++) {
      insert.setObject(column, row[column - 1]);
    }
    // After the last row the first one again, in another channel.
    insert.setLong(CHANNEL_ID, ((Number) row[CHANNEL_ID - 1]).longValue() + number / rows.size());
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    try (var connection = connect(installation);
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
  }

  /** Bytes on disk of a stored message, its share of the indexes included. */
  static long bytesOfAMessage(Installation installation) throws SQLException {
    try (var connection = connect(installation);
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT pg_total_relation_size('message.messages') / greatest(count(*), 1)"
                    + " FROM message.messages")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static Connection connect(Installation installation) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + installation.ports().of("POSTGRES") + "/together",
        "postgres",
        installation.secret("database-superuser"));
  }
}
