package together.e2e.chaos.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws the faults of a run: the same seed, length and targets give the same faults. Kinds come
 * from a shuffled deck, and so do the targets of a kind, so that a run of some length has them all.
 */
public final class FaultSchedule {
  /** Everybody is connected and talks before the first. */
  private static final Duration FIRST = Duration.ofSeconds(10);

  /** Left over at the end, so that the last faults fall into the load too. */
  private static final Duration REST = Duration.ofSeconds(15);

  private static final int SHORTEST_GAP_MILLIS = 6_000;
  private static final int LONGEST_GAP_MILLIS = 22_000;
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 12_000;
  private static final int LONGEST_STEP_MILLIS = 5_000;

  private final Random random;
  private final Map<FaultKind, List<String>> targets;
  private final Deque<FaultKind> deck = new ArrayDeque<>();
  private final Map<FaultKind, Deque<String>> targetDecks = new EnumMap<>(FaultKind.class);

  private FaultSchedule(Random random, Map<FaultKind, List<String>> targets) {
    this.random = random;
    this.targets = targets;
  }

  /**
   * @param targets of each kind that can be injected here, in an order that is always the same
   */
  public static List<Fault> draw(long seed, Duration length, Map<FaultKind, List<String>> targets) {
    return new FaultSchedule(new Random(seed), Map.copyOf(targets)).draw(length);
  }

  private List<Fault> draw(Duration length) {
    var faults = new ArrayList<Fault>();
    var end = length.minus(REST);
    for (var at = FIRST; at.compareTo(end) < 0; at = at.plus(gap())) {
      faults.add(next(at));
    }
    return List.copyOf(faults);
  }

  private Duration gap() {
    return Duration.ofMillis(random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS));
  }

  private Fault next(Duration at) {
    var kind = kind();
    var length = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    var amount = random.nextInt(1, 101);
    var step = random.nextInt(-LONGEST_STEP_MILLIS, LONGEST_STEP_MILLIS);
    var target = target(kind);
    return switch (kind) {
      case KILL, KILL_BACKEND, KILL_LAUNCHER -> new Fault(at, kind, target, Duration.ZERO, 0);
      case PAUSE, STALL, FULL_DISK -> new Fault(at, kind, target, length, 0);
      case CUT -> new Fault(at, kind, target, length, amount);
      case CLOCK_STEP -> new Fault(at, kind, target, length, step);
    };
  }

  private FaultKind kind() {
    if (deck.isEmpty()) {
      var all = new ArrayList<FaultKind>();
      for (var kind : FaultKind.values()) {
        if (targets.containsKey(kind)) {
          all.addAll(Collections.nCopies(kind.share(), kind));
        }
      }
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.remove();
  }

  private String target(FaultKind kind) {
    var left = targetDecks.computeIfAbsent(kind, _ -> new ArrayDeque<>());
    if (left.isEmpty()) {
      var all = new ArrayList<>(targets.getOrDefault(kind, List.of()));
      Collections.shuffle(all, random);
      left.addAll(all);
    }
    return left.remove();
  }
}
