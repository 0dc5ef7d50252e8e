package together.platform.id;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.platform.database.DedicatedConnections;
import together.platform.process.JavaProcess;
import together.platform.testing.PlatformResource;
import together.platform.testing.TestPlatform;

/** Worker numbers leased from a real PostgreSQL, by processes that can be killed. */
class IdsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SCHEMA = "auth";

  private final TestPlatform platform = PlatformResource.platform();

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        platform.jdbcUrl(SCHEMA), platform.username(SCHEMA), TestPlatform.PASSWORD);
  }

  @BeforeEach
  void table() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS worker_lease (worker smallint PRIMARY KEY, issued_until bigint NOT NULL)");
    }
  }

  private Ids ids(int first, int workers) {
    var connections =
        new DedicatedConnections(
            platform.jdbcUrl(SCHEMA), platform.username(SCHEMA), TestPlatform.PASSWORD);
    return new Ids(connections, first, workers, Clock.systemUTC());
  }

  private JavaProcess process(int first, int workers) throws IOException {
    var process =
        JavaProcess.start(
            IdsProcess.class,
            platform.jdbcUrl(SCHEMA),
            platform.username(SCHEMA),
            TestPlatform.PASSWORD,
            first,
            workers);
    assertEquals("UP", process.line());
    return process;
  }

  private static void issue(JavaProcess process, int count, Set<Long> all) throws IOException {
    for (int i = 0; i < count; i++) {
      process.ask();
      var id = Long.parseLong(process.line());
      assertTrue(all.add(id), id + " was issued before");
    }
  }

  private static int worker(long id) {
    return (int) (id >> 12 & 0x3FF);
  }

  @Test
  void processesSideBySideAndOneAfterAKilledOneIssueDifferentIds() throws Exception {
    var all = new HashSet<Long>();
    try (var one = process(800, 4);
        var other = process(800, 4)) {
      issue(one, 200, all);
      issue(other, 200, all);
      issue(one, 200, all);
      one.kill();
      try (var successor = process(800, 4)) {
        issue(successor, 200, all);
        issue(other, 200, all);
      }
    }
    assertEquals(1_000, all.size());
    // The killed one's number rests until what it may have issued is past.
    assertEquals(
        3, all.stream().map(IdsTest::worker).collect(java.util.stream.Collectors.toSet()).size());
  }

  @Test
  void anEndedConnectionStopsTheIdsUntilAnotherNumberIsLeased() throws Exception {
    var ids = ids(810, 1);
    ids.start(new StartupEvent());
    try {
      assertEquals(810, worker(ids.next()));
      assertEquals(Status.UP, ids.call().getStatus());
      try (var connection = connect();
          var statement = connection.createStatement()) {
        assertTrue(
            statement
                .executeQuery(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND classid = 29 AND objid = 810")
                .next());
      }
      // The only number rests until the ids issued under it are past: there are none meanwhile.
      await().atMost(PATIENCE).until(() -> ids.call().getStatus() == Status.DOWN);
      assertThrows(IdsUnavailableException.class, ids::next);
      await().atMost(PATIENCE).until(() -> ids.call().getStatus() == Status.UP);
      assertEquals(810, worker(ids.next()));
    } finally {
      ids.stop(new ShutdownEvent());
    }
  }

  @Test
  void aProcessThatWasPausedForLongIssuesNothingBeforeItHasAskedAgain() {
    var clock = Clock.systemUTC();
    try (var lease = new WorkerLease(this::connect, 820, 1, clock)) {
      var snowflakes = new Snowflakes(lease, clock);
      lease.keep();
      long before = snowflakes.next();
      // Nobody keeps the lease now, as in a process that stands still.
      await().atMost(PATIENCE).until(() -> !lease.isHeld());
      assertThrows(IdsUnavailableException.class, snowflakes::next);
      lease.keep();
      assertTrue(snowflakes.next() > before);
    }
  }

  @Test
  void afterItsEndItIssuesNothing() {
    var ids = ids(830, 1);
    assertThrows(IdsUnavailableException.class, ids::next);
    ids.start(new StartupEvent());
    assertNotEquals(0, ids.nextAfter(0));
    ids.stop(new ShutdownEvent());
    assertThrows(IdsUnavailableException.class, ids::next);
  }
}
