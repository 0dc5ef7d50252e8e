package together.e2e.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import together.e2e.chaos.check.Finding;
import together.e2e.chaos.check.Findings;
import together.e2e.chaos.check.Journal;
import together.e2e.chaos.fault.FaultKind;
import together.e2e.chaos.fault.Injected;
import together.e2e.chaos.load.Load;

/** What a run prints in the end. */
record ChaosReport(
    ChaosSettings settings,
    List<Injected> injected,
    Map<FaultKind, String> impossible,
    Load load,
    Findings findings) {

  /** Nothing lost, doubled, leaked, out of order or answered wrongly. */
  boolean good() {
    return findings.none();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "Seed %d, %.1f minutes, %d clients, %d gateway(s)"
            .formatted(
                settings.seed(),
                settings.length().toSeconds() / 60.0,
                settings.clients(),
                settings.gateways()));
    faults(lines);
    messages(lines);
    lines.add("");
    load.tally().all().forEach((what, count) -> lines.add("  %-36s %8d".formatted(what, count)));
    findings.kept().forEach(finding -> lines.add(finding.kind() + ": " + finding.text()));
    return lines;
  }

  private void faults(List<String> lines) {
    lines.add("Faults injected");
    for (var kind : FaultKind.values()) {
      var reason = impossible.get(kind);
      if (reason != null) {
        lines.add("  %-14s NOT INJECTED HERE: %s".formatted(kind, reason));
        continue;
      }
      var done = injected.stream().filter(one -> one.fault().kind() == kind && one.done()).count();
      var missed =
          injected.stream().filter(one -> one.fault().kind() == kind && !one.done()).count();
      lines.add(
          "  %-14s %4d  %s%s"
              .formatted(
                  kind,
                  done,
                  kind.text(),
                  missed == 0 ? "" : " (" + missed + " could not be done)"));
    }
  }

  private void messages(List<String> lines) {
    var posts = load.journal().posts();
    row(lines, "sent", posts.size());
    row(lines, "acknowledged", posts.stream().filter(Journal.Post::isAcknowledged).count());
    row(lines, "delivered", load.delivered());
    for (var kind : Finding.Kind.values()) {
      row(lines, kind.name().toLowerCase(Locale.ROOT), findings.count(kind));
    }
  }

  private static void row(List<String> lines, String name, long count) {
    lines.add("%-14s %8d".formatted(name, count));
  }
}
