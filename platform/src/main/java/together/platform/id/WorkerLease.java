package together.platform.id;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds one worker number of a range by a PostgreSQL advisory lock on a connection of its own, and
 * writes down ahead of time until when ids may be issued under it.
 *
 * <p>Issuing stops when the connection ends, and at the latest {@link #CONFIRMED_NANOS} after the
 * last answer of the database (a paused process, a cut network). A new holder takes only a number
 * whose written time has passed, so two holders never issue the same id, whatever their clocks say.
 * {@link #keep} is called by one thread; the rest by any.
 */
public final class WorkerLease implements Snowflakes.Lease, AutoCloseable {
  /** Advisory lock class of worker numbers; the outbox uses another. */
  private static final int LOCK_CLASS = 0x1D;

  /** How far ahead of the clock ids may run: also the longest a successor's number rests. */
  static final long HORIZON_MILLIS = 10_000;

  /** An answer of the database is good for this long. */
  static final long CONFIRMED_NANOS = 4_000_000_000L;

  private static final Logger log = Logger.getLogger(WorkerLease.class);

  private record Held(int worker, long until, long confirmedNanos) {}

  private final Callable<Connection> connect;
  private final int first;
  private final int count;
  private final Clock clock;
  private @Nullable Connection connection;
  private volatile @Nullable Held held;

  /** Worker numbers {@code first} to {@code first + count - 1} belong to this service. */
  public WorkerLease(Callable<Connection> connect, int first, int count, Clock clock) {
    this.connect = connect;
    this.first = first;
    this.count = count;
    this.clock = clock;
  }

  @Override
  public int worker() {
    return current().worker();
  }

  @Override
  public long issueUntil() {
    return current().until();
  }

  /** Whether ids can be issued now. */
  public boolean isHeld() {
    var now = held;
    return now != null && System.nanoTime() - now.confirmedNanos() < CONFIRMED_NANOS;
  }

  private Held current() {
    var now = held;
    if (now == null || System.nanoTime() - now.confirmedNanos() >= CONFIRMED_NANOS) {
      throw new IdsUnavailableException("no worker number is leased");
    }
    return now;
  }

  /**
   * Takes a number, or extends the one held. Called every second; on failure the number is given
   * up.
   */
  public void keep() {
    try {
      long before = System.nanoTime();
      var now = held;
      if (now == null || connection == null) {
        held = acquire(before);
      } else {
        long until = clock.millis() + HORIZON_MILLIS;
        write(connection, now.worker(), Math.max(until, now.until()));
        held = new Held(now.worker(), Math.max(until, now.until()), before);
      }
    } catch (Exception e) {
      log.warnf("worker number lease: %s", e.getMessage());
      drop();
    }
  }

  private Held acquire(long before) throws Exception {
    var fresh = connect.call();
    connection = fresh;
    for (int worker = first; worker < first + count; worker++) {
      if (!tryLock(fresh, worker)) {
        continue;
      }
      long now = clock.millis();
      if (writtenUntil(fresh, worker) < now) {
        write(fresh, worker, now + HORIZON_MILLIS);
        log.infof("worker number %d leased", worker);
        return new Held(worker, now + HORIZON_MILLIS, before);
      }
      unlock(fresh, worker);
    }
    throw new SQLException(
        "all worker numbers from " + first + " to " + (first + count - 1) + " are in use");
  }

  private static boolean tryLock(Connection connection, int worker) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
      return callBoolean(statement, worker);
    }
  }

  private static void unlock(Connection connection, int worker) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT pg_advisory_unlock(?, ?)")) {
      callBoolean(statement, worker);
    }
  }

  private static boolean callBoolean(PreparedStatement statement, int worker) throws SQLException {
    statement.setInt(1, LOCK_CLASS);
    statement.setInt(2, worker);
    try (var rows = statement.executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static long writtenUntil(Connection connection, int worker) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT issued_until FROM worker_lease WHERE worker = ?")) {
      statement.setInt(1, worker);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static void write(Connection connection, int worker, long until) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO worker_lease (worker, issued_until) VALUES (?, ?)"
                + " ON CONFLICT (worker) DO UPDATE SET issued_until = excluded.issued_until")) {
      statement.setInt(1, worker);
      statement.setLong(2, until);
      statement.executeUpdate();
    }
  }

  /** Gives the number up. The written time stays: it says what may have been issued. */
  @Override
  public void close() {
    drop();
  }

  private void drop() {
    held = null;
    var old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        log.debugf("closing the lease's connection: %s", e.getMessage());
      }
    }
  }
}
