package together.platform.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.platform.testing.PlatformResource;
import together.platform.testing.TestPlatform;

/** Against a real PostgreSQL: the locks are its own. */
class WorkerLeaseTest {
  private static final String SCHEMA = "voice";

  private final List<Connection> opened = new ArrayList<>();
  private final Clock clock = Clock.systemUTC();

  private Connection connect() throws SQLException {
    var platform = PlatformResource.platform();
    var connection =
        DriverManager.getConnection(
            platform.jdbcUrl(SCHEMA), platform.username(SCHEMA), TestPlatform.PASSWORD);
    opened.add(connection);
    return connection;
  }

  private WorkerLease lease(int first, int count) {
    return new WorkerLease(this::connect, first, count, clock);
  }

  @BeforeEach
  void table() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS worker_lease (worker smallint PRIMARY KEY, issued_until bigint NOT NULL)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    for (var connection : opened) {
      connection.close();
    }
  }

  @Test
  void twoHoldersNeverShareANumber() {
    try (var one = lease(700, 4);
        var other = lease(700, 4)) {
      one.keep();
      other.keep();
      assertNotEquals(one.worker(), other.worker());
    }
  }

  @Test
  void withoutAFreeNumberNothingIsIssued() {
    try (var one = lease(710, 1);
        var other = lease(710, 1)) {
      one.keep();
      other.keep();
      assertTrue(one.isHeld());
      assertFalse(other.isHeld());
      assertThrows(IdsUnavailableException.class, other::worker);
    }
  }

  @Test
  void aSuccessorDoesNotTakeANumberUnderWhichIdsMayStillBeOut() {
    var first = lease(720, 2);
    first.keep();
    int before = first.worker();
    first.close();
    try (var next = lease(720, 2)) {
      next.keep();
      assertNotEquals(before, next.worker());
    }
  }

  @Test
  void aLostConnectionEndsTheLeaseAndTheNextKeepTakesAnother() throws SQLException {
    try (var lease = lease(730, 3)) {
      lease.keep();
      int before = lease.worker();
      opened.getLast().close();
      lease.keep();
      assertThrows(IdsUnavailableException.class, lease::worker);
      lease.keep();
      assertNotEquals(before, lease.worker());
    }
  }

  @Test
  void isWrittenDownAheadOfTime() throws SQLException {
    try (var lease = lease(740, 1)) {
      long before = clock.millis();
      lease.keep();
      try (var connection = connect();
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery("SELECT issued_until FROM worker_lease WHERE worker = 740")) {
        assertTrue(rows.next());
        assertEquals(lease.issueUntil(), rows.getLong(1));
        assertTrue(rows.getLong(1) >= before + WorkerLease.HORIZON_MILLIS);
      }
    }
  }
}
