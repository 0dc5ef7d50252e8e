package together.e2e.chaos.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import together.e2e.chaos.proxy.Links;
import together.e2e.platform.Installation;
import together.e2e.platform.LocalPlatform;

/** What can be done to a platform on this machine, and what cannot, with the reason. */
public final class Faults implements AutoCloseable {
  private static final List<String> SERVICES =
      List.of("auth", "gateway", "guild", "message", "voice");

  private final Map<FaultKind, Injection> injections = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, String> impossible = new EnumMap<>(FaultKind.class);
  private final Map<String, String> settings = new TreeMap<>();
  private @Nullable KafkaDisk disk;

  /**
   * Prepares the machine; before the platform starts for the first time.
   *
   * @param work where the run may keep files of its own
   */
  public static Faults prepare(Installation installation, Path work) throws InterruptedException {
    var faults = new Faults();
    faults.prepareDisk(installation);
    faults.prepareClocks(installation, work);
    return faults;
  }

  private void prepareDisk(Installation installation) throws InterruptedException {
    try {
      disk = KafkaDisk.mount(installation.data().resolve("kafka"));
      injections.put(FaultKind.FULL_DISK, disk);
    } catch (IOException e) {
      impossible.put(FaultKind.FULL_DISK, "no small file system for Kafka: " + e.getMessage());
    }
  }

  private void prepareClocks(Installation installation, Path work) throws InterruptedException {
    var ports = new TreeMap<String, Integer>();
    SERVICES.forEach(
        name -> ports.put(name, installation.ports().of(name.toUpperCase(Locale.ROOT))));
    try {
      var clocks = ServiceClocks.in(work.resolve("clocks"), ports);
      settings.putAll(clocks.environment());
      injections.put(FaultKind.CLOCK_STEP, clocks);
    } catch (IOException e) {
      impossible.put(FaultKind.CLOCK_STEP, "no library that steps clocks: " + e.getMessage());
    }
  }

  /** Settings of the launcher that the prepared faults need. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Kinds that this machine does not allow, with the reason. */
  public Map<FaultKind, String> impossible() {
    return Map.copyOf(impossible);
  }

  /** Draws the faults of a run against a platform that runs. */
  public List<Fault> schedule(long seed, Duration length, LocalPlatform platform, Links links) {
    var processes = new Processes(platform.installation());
    var random = new Random(seed);
    injections.put(FaultKind.KILL, new Kills(processes));
    injections.put(FaultKind.KILL_BACKEND, new BackendKills(processes, random));
    injections.put(FaultKind.KILL_LAUNCHER, new LauncherKills(platform));
    injections.put(FaultKind.PAUSE, new Pauses(processes));
    injections.put(FaultKind.CUT, new Cuts(links, random));
    injections.put(FaultKind.STALL, new Stalls(links));
    var targets = new EnumMap<FaultKind, List<String>>(FaultKind.class);
    for (var kind : injections.keySet()) {
      targets.put(
          kind,
          switch (kind) {
            case KILL, PAUSE -> processes.names();
            case CUT, STALL -> links.names();
            case CLOCK_STEP -> SERVICES;
            case KILL_BACKEND -> List.of(Processes.POSTGRESQL);
            case KILL_LAUNCHER -> List.of("launcher");
            case FULL_DISK -> List.of("kafka");
          });
    }
    return FaultSchedule.draw(seed, length, targets);
  }

  Injection injection(FaultKind kind) {
    var injection = injections.get(kind);
    if (injection == null) {
      throw new IllegalArgumentException(kind + " cannot be injected here");
    }
    return injection;
  }

  @Override
  public void close() {
    if (disk != null) {
      disk.close();
    }
  }
}
