package together.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What sessions cost the gateway that have nothing to say: memory, and CPU time at rest. */
final class IdlePhase implements Phase {
  private static final int SESSIONS = 10_000;
  private static final int AT_REST = 20_000;

  /** Files a process has open beside its sockets, at most. */
  private static final int OTHER_FILES = 400;

  private static final int USERS = 1_000;
  private static final int WARM_UP = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(60);
  private static final double KIB = 1024.0;

  @Override
  public void run(Target target, PrintStream out) {
    var installation = target.installation();
    var gateway =
        installation
            .process(Cpu.GATEWAY)
            .orElseThrow(() -> new IllegalStateException("the gateway does not run here"));
    var tokens = target.crowd(USERS, "idle").tokens();
    // Before, so that classes, caches and pools are not counted as sessions.
    target.connect(tokens.subList(0, WARM_UP)).close();
    LockSupport.parkNanos(SETTLE.toNanos());
    var before = Memory.of(gateway);
    out.printf("%n## Idle sessions, of %,d users in one server%n%n", USERS);
    var began = System.nanoTime();
    try (var first = target.connect(times(tokens, SESSIONS))) {
      var seconds = (System.nanoTime() - began) / 1e9;
      LockSupport.parkNanos(SETTLE.toNanos());
      var with = Memory.of(gateway);
      out.printf("| gateway | heap, live MiB | PSS MiB |%n|---|---|---|%n");
      out.println(row("without", before));
      out.println(row("with %,d sessions".formatted(SESSIONS), with));
      var kilobytes = (with.pss() - before.pss()) / KIB / SESSIONS;
      out.printf(
          Locale.ROOT,
          "| a session, KiB | %.1f | %.1f |%n%nIdentified at %,.0f a second; %d ended unasked.%n",
          (with.heap() - before.heap()) / KIB / SESSIONS,
          kilobytes,
          SESSIONS / seconds,
          first.lost());
      target
          .summary()
          .add(
              "PSS of an idle session, %,d of them".formatted(SESSIONS),
              String.format(Locale.ROOT, "%.1f KiB", kilobytes),
              "≤ 14 KB",
              "7.9 KB (elsewhere)",
              "ejabberd 58 KB, Prosody 37 KB");
      rest(target, gateway, tokens, out);
    }
  }

  private static void rest(
      Target target, ProcessHandle gateway, List<String> tokens, PrintStream out) {
    var files = Math.min(OpenFiles.limit(gateway), OpenFiles.limit(ProcessHandle.current()));
    var sessions = (int) Math.min(AT_REST, files - OTHER_FILES);
    try (var second = target.connect(times(tokens, sessions - SESSIONS))) {
      LockSupport.parkNanos(SETTLE.toNanos());
      var cpu = target.cpu();
      LockSupport.parkNanos(REST.toNanos());
      var used = target.cpu().since(cpu);
      var share = 100 * used.gateway() / used.wall();
      out.printf(
          Locale.ROOT,
          "%n%,d sessions at rest, a heartbeat each 30 s, %d s: gateway %.2f %% of a core; %d ended unasked. All: %s.%n",
          sessions,
          REST.toSeconds(),
          share,
          second.lost(),
          used);
      target
          .summary()
          .add(
              "%,d sessions at rest, of a core".formatted(sessions),
              String.format(Locale.ROOT, "%.2f %%", share),
              "< 2 %",
              "",
              "");
    }
  }

  /** The tokens over and over, so many. */
  private static List<String> times(List<String> tokens, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> tokens.get(number % tokens.size()))
        .toList();
  }

  private static String row(String name, Memory memory) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f |",
        name,
        memory.heap() / KIB / KIB,
        memory.pss() / KIB / KIB);
  }
}
