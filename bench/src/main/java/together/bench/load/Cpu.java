package together.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import together.e2e.platform.Installation;

/**
 * CPU time used so far.
 *
 * @param byProcess the generator (this process), each service, PostgreSQL, and the launcher with
 *     Kafka in it
 */
record Cpu(long nanoTime, Map<String, Duration> byProcess) {

  static Cpu now(Installation installation) {
    var used = new LinkedHashMap<String, Duration>();
    used.put("generator", of(ProcessHandle.current()));
    for (var service : List.of("gateway", "message", "guild", "auth", "voice")) {
      installation.process(service).ifPresent(process -> used.put(service, of(process)));
    }
    installation
        .process("postgresql")
        .or(() -> installation.process("postgres"))
        .ifPresent(process -> used.put("postgresql", ofTree(process)));
    installation
        .process("gateway")
        .flatMap(ProcessHandle::parent)
        .ifPresent(launcher -> used.put("launcher with Kafka", of(launcher)));
    return new Cpu(System.nanoTime(), used);
  }

  private static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Also of its children that still run; PostgreSQL's backends live as long as the pools. */
  private static Duration ofTree(ProcessHandle process) {
    return process.descendants().map(Cpu::of).reduce(of(process), Duration::plus);
  }

  /** Cores each used since then, as text. */
  String since(Cpu before) {
    var wall = (double) (nanoTime - before.nanoTime);
    return byProcess.entrySet().stream()
        .map(entry -> {
          var then = before.byProcess.getOrDefault(entry.getKey(), Duration.ZERO);
          var cores = entry.getValue().minus(then).toNanos() / wall;
          return String.format(Locale.ROOT, "%s %.2f", entry.getKey(), cores);
        })
        .collect(Collectors.joining(", "));
  }
}
