package together.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import together.e2e.platform.Installation;

/**
 * CPU time used so far.
 *
 * @param byProcess the generator (this process), each service, PostgreSQL with its backends, and
 *     the launcher with Kafka in it
 */
record Cpu(long nanoTime, Map<String, Duration> byProcess) {
  static final String GENERATOR = "generator";
  static final String GATEWAY = "gateway";
  private static final String SUFFIX = ".pid";

  static Cpu now(Installation installation) {
    var used = new TreeMap<String, Duration>();
    used.put(GENERATOR, of(ProcessHandle.current()));
    pids(installation.data().resolve("run"))
        .forEach((name, pid) ->
            ProcessHandle.of(pid)
                .ifPresent(process -> {
                  used.put(name, of(process));
                  process.parent().ifPresent(launcher -> used.put("launcher+kafka", of(launcher)));
                }));
    postgres(installation).ifPresent(server -> used.put("postgresql", ofTree(server)));
    return new Cpu(System.nanoTime(), used);
  }

  /** Of one process that is no part of a platform, and of this one. */
  static Cpu now(String name, ProcessHandle process) {
    return new Cpu(
        System.nanoTime(), Map.of(GENERATOR, of(ProcessHandle.current()), name, of(process)));
  }

  private static Map<String, Long> pids(Path directory) {
    var pids = new TreeMap<String, Long>();
    try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        var pid = Files.readString(file).strip().split(" ", -1)[0];
        if (!pid.isEmpty()) {
          pids.put(name.substring(0, name.length() - SUFFIX.length()), Long.parseLong(pid));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pids;
  }

  private static java.util.Optional<ProcessHandle> postgres(Installation installation) {
    var file = installation.data().resolve("postgresql/postmaster.pid");
    try {
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("where does PostgreSQL run?", e);
    }
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Also of its children that still run; PostgreSQL's backends live as long as the pools. */
  private static Duration ofTree(ProcessHandle process) {
    return process.descendants().map(Cpu::of).reduce(of(process), Duration::plus);
  }

  /** What was used between the two. */
  CpuUse since(Cpu before) {
    var used = new TreeMap<String, Double>();
    byProcess.forEach((name, now) ->
        used.put(
            name, now.minus(before.byProcess.getOrDefault(name, Duration.ZERO)).toNanos() / 1e9));
    return new CpuUse((nanoTime - before.nanoTime) / 1e9, used);
  }
}
