package together.standalone.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of one PostgreSQL server. */
final class PostgresCluster {
  static final String SUPERUSER = "postgres";
  private static final String MAJOR_VERSION = "18";
  private static final Duration REAPED_WITHIN = Duration.ofSeconds(5);

  /** Given in the file too, so that a server started by hand is no more open than ours. */
  private static final String CONFIGURATION =
      """

      # Set by the launcher
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      timezone = 'UTC'
      log_timezone = 'UTC'
      """;

  private final PostgresBinaries binaries;
  private final PostgresSettings settings;

  PostgresCluster(PostgresBinaries binaries, PostgresSettings settings) {
    this.binaries = binaries;
    this.settings = settings;
  }

  private Path directory() {
    return settings.dataDirectory().toAbsolutePath();
  }

  /** An interrupted making leaves no PG_VERSION in place, since the finished cluster is renamed. */
  void makeIfMissing() throws IOException, InterruptedException {
    var version = directory().resolve("PG_VERSION");
    if (Files.exists(version)) {
      requireOurVersion(Files.readString(version).strip());
      return;
    }
    Files.createDirectories(directory().getParent());
    var fresh = Files.createTempDirectory(directory().getParent(), "initdb-");
    var password =
        Files.createTempFile(
            fresh.getParent(),
            "initdb-",
            ".password",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, settings.superuserPassword() + "\n");
      initialise(fresh, password);
    } finally {
      Files.delete(password);
    }
    var configuration = fresh.resolve("postgresql.conf");
    Files.writeString(configuration, Files.readString(configuration) + CONFIGURATION);
    Files.deleteIfExists(directory());
    Files.move(fresh, directory());
  }

  private static void requireOurVersion(String found) throws IOException {
    if (!found.equals(MAJOR_VERSION)) {
      throw new IOException(
          "the data is of PostgreSQL " + found + ", this program runs " + MAJOR_VERSION);
    }
  }

  private void initialise(Path target, Path passwordFile) throws IOException, InterruptedException {
    var command = new ArrayList<>(UnprivilegedCommand.prefix());
    command.add(binaries.program("initdb").toString());
    command.addAll(List.of("-D", target.toString(), "-U", SUPERUSER, "--encoding=UTF8"));
    command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
    // Collation that no operating system update can change under an index.
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
    if ("off".equals(settings.parameters().get("fsync"))) {
      command.add("--no-sync");
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("initdb failed: " + output.strip());
    }
  }

  /** A server that outlived a killed launcher still holds this directory: it is stopped first. */
  static boolean stopLeftover(Path directory, Duration limit)
      throws IOException, InterruptedException {
    var pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return false;
    }
    var lines = Files.readAllLines(pidFile);
    var pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
    var holder = ProcessHandle.of(pid);
    if (holder.isEmpty()) {
      return false;
    }
    if (!isPostgres(holder.get())) {
      awaitReaped(holder.get());
      return false;
    }
    signal("INT", pid);
    if (!endsWithin(limit, holder.get())) {
      throw new IOException("another PostgreSQL (process " + pid + ") holds " + directory);
    }
    return true;
  }

  /**
   * A server that has just been killed has a number but no program until its parent takes notice,
   * and so long the next one would refuse to start.
   */
  private static void awaitReaped(ProcessHandle process) throws IOException, InterruptedException {
    if (process.info().command().isEmpty()) {
      endsWithin(REAPED_WITHIN, process);
    }
  }

  private static boolean endsWithin(Duration limit, ProcessHandle process)
      throws IOException, InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  /** The number may since belong to another program. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(path -> path.endsWith("/postgres")).isPresent();
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    var exit =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).inheritIO().start().waitFor();
    if (exit != 0 && ProcessHandle.of(pid).isPresent()) {
      throw new IOException("could not send " + name + " to process " + pid);
    }
  }
}
