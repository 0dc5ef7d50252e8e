package together.voice.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges which gateway processes are gone, by their heartbeats.
 *
 * <p>A process silent for the given time is gone; but silence only counts while other heartbeats
 * are heard, and have been for that long: right after the start, or when Kafka was away, it tells
 * nothing. So nothing needs to be stored. Thread-safe.
 */
final class NodeLiveness {
  private final Clock clock;
  private final Duration silence;
  private final Map<String, Instant> lastSeen = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();
  private @Nullable Instant hearingSince;
  private @Nullable Instant lastHeard;

  NodeLiveness(Clock clock, Duration silence) {
    this.clock = clock;
    this.silence = silence;
  }

  synchronized void heard(String incarnation) {
    var now = clock.instant();
    if (!isHearing(now)) {
      hearingSince = now;
    }
    lastHeard = now;
    lastSeen.put(incarnation, now);
  }

  /** It said that it ends. */
  synchronized void left(String incarnation) {
    leaving.add(incarnation);
  }

  /**
   * Those of the processes that are gone; one that was never heard of counts from its first sight
   * here.
   */
  synchronized List<String> gone(Collection<String> incarnations) {
    var now = clock.instant();
    lastSeen.values().removeIf(seen -> seen.plus(silence.multipliedBy(4)).isBefore(now));
    leaving.retainAll(incarnations);
    boolean judging = isHearing(now) && !now.isBefore(hearingSince(now).plus(silence));
    var gone = new ArrayList<String>();
    for (var incarnation : incarnations) {
      var seen = lastSeen.computeIfAbsent(incarnation, _ -> now);
      if (leaving.contains(incarnation) || (judging && !now.isBefore(seen.plus(silence)))) {
        gone.add(incarnation);
      }
    }
    return gone;
  }

  private boolean isHearing(Instant now) {
    return lastHeard != null && now.isBefore(lastHeard.plus(silence));
  }

  private Instant hearingSince(Instant now) {
    return hearingSince == null ? now : hearingSince;
  }
}
