package together.e2e.chaos.fault;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param at since the beginning of the load
 * @param target a process or a link; empty where a kind has but one
 * @param length until it is undone; zero for what the platform heals itself
 * @param amount milliseconds of a clock step, per cent of the connections of a cut; else 0
 */
public record Fault(Duration at, FaultKind kind, String target, Duration length, int amount) {
  @Override
  public String toString() {
    return "%5.1f s %s %s%s%s"
        .formatted(
            at.toMillis() / 1000.0,
            kind,
            target,
            length.isZero() ? "" : " for %.1f s".formatted(length.toMillis() / 1000.0),
            amount == 0 ? "" : " (" + amount + ")");
  }
}
