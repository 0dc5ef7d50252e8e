package together.standalone.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server as a child process, on 127.0.0.1 only, with password authentication.
 *
 * <p>It runs in a session of its own, so that Ctrl-C at the terminal reaches only the launcher,
 * which then stops the services before their database.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final PostgresSettings settings;
  private final Process process;
  private @Nullable Process watchdog;

  private EmbeddedPostgreSql(PostgresSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
  }

  /** Makes the cluster if there is none, starts the server and waits until it answers. */
  public static EmbeddedPostgreSql start(PostgresSettings settings)
      throws IOException, InterruptedException {
    var binaries = PostgresBinaries.in(settings.runtimeDirectory().toAbsolutePath());
    var cluster = new PostgresCluster(binaries, settings);
    cluster.makeIfMissing();
    stopLeftover(settings.dataDirectory());
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(UnprivilegedCommand.prefix());
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", settings.dataDirectory().toAbsolutePath().toString()));
    command.addAll(List.of("-p", Integer.toString(settings.port())));
    settings
        .parameters()
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    Files.createDirectories(settings.logFile().toAbsolutePath().getParent());
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(settings.logFile().toFile()))
            .start();
    var server = new EmbeddedPostgreSql(settings, process);
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /**
   * Stops the server of a launcher that was killed.
   *
   * @return whether there was one
   */
  public static boolean stopLeftover(Path dataDirectory) throws IOException, InterruptedException {
    return PostgresCluster.stopLeftover(dataDirectory.toAbsolutePath(), LEFTOVER_LIMIT);
  }

  /** Makes the server stop itself when this JVM dies without closing it (a killed test run). */
  public EmbeddedPostgreSql stopWithThisJvm() throws IOException {
    // The pipe to the watchdog closes with this JVM, however it dies.
    watchdog =
        new ProcessBuilder(
                "setsid",
                "sh",
                "-c",
                "read _; kill -INT \"$1\"",
                "sh",
                Long.toString(process.pid()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return this;
  }

  public int port() {
    return settings.port();
  }

  /** The server process; its end is seen by {@link Process#onExit()}. */
  public Process process() {
    return process;
  }

  /** URL of a database of this server, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
  }

  /** A connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", PostgresCluster.SUPERUSER);
    properties.setProperty("password", settings.superuserPassword());
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  /** Stops the server (fast: open transactions are rolled back), at the latest by a kill. */
  @Override
  public void close() {
    if (watchdog != null) {
      watchdog.destroyForcibly();
    }
    try {
      if (process.isAlive()) {
        PostgresCluster.signal("INT", process.pid());
        if (!process.waitFor(STOP_LIMIT)) {
          PostgresCluster.signal("QUIT", process.pid());
          process.waitFor(STOP_LIMIT);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (var connection = connect("postgres")) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "PostgreSQL did not start, see " + settings.logFile() + ": " + lastLine(), e);
        }
      }
      // Also the pause between two tries: it ends at once when the server dies.
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private String lastLine() throws IOException {
    var lines = Files.readAllLines(settings.logFile());
    return lines.isEmpty() ? "(the log is empty)" : lines.getLast();
  }
}
