package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** What a connection costs the gateway that has nothing to say. */
final class IdlePhase implements Phase {
  private static final int CONNECTIONS = 1000;

  @Override
  public void run(Target target, PrintStream out) {
    var gateway =
        target
            .installation()
            .process("gateway")
            .orElseThrow(() -> new IllegalStateException("the gateway does not run here"));
    var crowd = target.crowd(CONNECTIONS, "idle");
    // Once before, so that classes, caches and pools are not counted as connections.
    target.connect(crowd.tokens().subList(0, CONNECTIONS / 10)).close();
    var before = Memory.of(gateway);
    try (var sockets = target.connect(crowd)) {
      var after = Memory.of(gateway);
      out.printf("%n## Memory of the gateway for %,d idle connections%n%n", sockets.size());
      out.printf("| | heap, live | resident |%n|---|---|---|%n");
      out.println(row("before, MiB", before, 1024.0 * 1024));
      out.println(row("with them, MiB", after, 1024.0 * 1024));
      var added = new Memory(after.heap() - before.heap(), after.resident() - before.resident());
      out.println(row("a connection, KiB", added, 1024.0 * sockets.size()));
    }
  }

  private static String row(String name, Memory memory, double unit) {
    return String.format(
        Locale.ROOT, "| %s | %.1f | %.1f |", name, memory.heap() / unit, memory.resident() / unit);
  }
}
