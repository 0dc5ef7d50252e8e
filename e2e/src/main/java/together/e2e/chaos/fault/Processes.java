package together.e2e.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import together.e2e.platform.Installation;

/** The processes of a platform, by name, and signals to them. */
final class Processes {
  static final String POSTGRESQL = "postgresql";

  private final Installation installation;

  Processes(Installation installation) {
    this.installation = installation;
  }

  /** What can be killed and stopped: all that the launcher keeps running. */
  List<String> names() {
    var names = new ArrayList<>(installation.processes());
    names.add(POSTGRESQL);
    names.sort(null);
    return List.copyOf(names);
  }

  ProcessHandle named(String name) throws IOException {
    var process = name.equals(POSTGRESQL) ? installation.database() : installation.process(name);
    return process
        .filter(ProcessHandle::isAlive)
        .orElseThrow(() -> new IOException(name + " does not run now"));
  }

  /** A process and, of the database, those that serve its connections. */
  List<ProcessHandle> family(String name) throws IOException {
    var head = named(name);
    var all = new ArrayList<>(List.of(head));
    all.addAll(head.descendants().toList());
    return all;
  }

  ProcessHandle databaseBackend(Random random) throws IOException {
    var backends = new ArrayList<ProcessHandle>();
    for (var process : named(POSTGRESQL).descendants().toList()) {
      if (commandLine(process).contains("_service together")) {
        backends.add(process);
      }
    }
    if (backends.isEmpty()) {
      throw new IOException("no service is connected to the database now");
    }
    return backends.get(random.nextInt(backends.size()));
  }

  /** PostgreSQL writes there whom it serves. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      // It has ended since it was listed.
      return "";
    }
  }
}
