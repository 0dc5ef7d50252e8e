package together.e2e.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import together.e2e.chaos.check.Finding;
import together.e2e.chaos.check.Findings;
import together.e2e.chaos.fault.FaultInjector;
import together.e2e.chaos.fault.FaultKind;
import together.e2e.chaos.fault.Injected;
import together.e2e.chaos.load.Answers;
import together.e2e.chaos.load.Load;
import together.e2e.platform.LocalPlatform;

/** One run: a platform, its clients, faults, and the verdict. */
public final class ChaosRun {
  private static final Duration HEALED_WITHIN = Duration.ofMinutes(3);

  /** A gateway that starts on a busy machine answers late. */
  private static final Duration RESTART = Duration.ofSeconds(60);

  private final ChaosSettings settings;
  private final Consumer<String> told;
  private final Findings findings = new Findings();

  /**
   * @param told takes each line of what happens
   */
  public ChaosRun(ChaosSettings settings, Consumer<String> told) {
    this.settings = settings;
    this.told = told;
  }

  /**
   * @param directory for data and logs, which stay
   */
  ChaosReport run(Path directory) throws IOException, InterruptedException, ExecutionException {
    told.accept("Seed " + settings.seed() + ", data and logs in " + directory);
    try (var chaos = new ChaosPlatform(directory, settings.gateways())) {
      chaos
          .faults()
          .impossible()
          .forEach((kind, reason) -> told.accept("NOT INJECTED HERE: " + kind + ", " + reason));
      told.accept("The platform is ready after " + chaos.platform().start());
      var installation = chaos.platform().installation();
      try (var load =
          new Load(
              installation.url(), installation.operatorToken(), settings.clients(), findings)) {
        told.accept("Everybody is connected");
        var injected = underFaults(chaos, load);
        awaitHealed(chaos.platform());
        load.end();
        told.accept("The load has ended");
        load.settle();
        load.check();
        checkDeadlines(load.answers(), injected);
        return new ChaosReport(settings, injected, chaos.faults().impossible(), load, findings);
      }
    }
  }

  private List<Injected> underFaults(ChaosPlatform chaos, Load load) throws InterruptedException {
    var schedule =
        chaos
            .faults()
            .schedule(settings.seed(), settings.length(), chaos.platform(), chaos.links());
    var injector = new FaultInjector(chaos.faults(), told);
    try {
      load.begin(settings.seed());
      injector.begin(schedule);
      TimeUnit.NANOSECONDS.sleep(settings.length().toNanos());
    } finally {
      injector.finish();
    }
    return injector.injected();
  }

  private void awaitHealed(LocalPlatform platform) {
    var deadline = System.nanoTime() + HEALED_WITHIN.toNanos();
    while (!platform.ready()) {
      if (System.nanoTime() > deadline) {
        findings.add(
            Finding.Kind.MISANSWERED,
            "the platform is not ready " + HEALED_WITHIN + " after the last fault");
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** A request may wait only for what answers it: the gateway itself. */
  private void checkDeadlines(Answers answers, List<Injected> injected) {
    for (var late : answers.late()) {
      if (injected.stream().noneMatch(fault -> excuses(fault, late))) {
        findings.add(
            Finding.Kind.MISANSWERED,
            "%s had no answer for %.1f s, from %.1f s after the first fault on"
                .formatted(
                    late.request(),
                    (late.ended() - late.began()) / 1e9,
                    (late.began() - injected.getFirst().began()) / 1e9));
      }
    }
  }

  private static boolean excuses(Injected injected, Answers.Late late) {
    var kind = injected.fault().kind();
    var effect = kind == FaultKind.KILL ? RESTART.toNanos() : 0;
    return injected.began() <= late.ended()
        && injected.ended() + effect >= late.began()
        && (kind == FaultKind.KILL_LAUNCHER || injected.fault().target().startsWith("gateway"));
  }
}
