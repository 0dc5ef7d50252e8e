package together.bench.load;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU time used in a span of time.
 *
 * @param wall its length, seconds
 * @param byProcess CPU seconds
 */
record CpuUse(double wall, Map<String, Double> byProcess) {

  CpuUse {
    byProcess = Map.copyOf(byProcess);
  }

  double generator() {
    return byProcess.getOrDefault(Cpu.GENERATOR, 0.0);
  }

  /** CPU seconds of all gateway nodes. */
  double gateway() {
    return sum(name -> name.startsWith(Cpu.GATEWAY));
  }

  /** CPU seconds of everything but the generator. */
  double platform() {
    return sum(name -> !name.equals(Cpu.GENERATOR));
  }

  private double sum(java.util.function.Predicate<String> names) {
    return byProcess.entrySet().stream()
        .filter(entry -> names.test(entry.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** Cores used by each, those that used any. */
  @Override
  public String toString() {
    return byProcess.entrySet().stream()
        .filter(entry -> entry.getValue() / wall >= 0.005)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(
            entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue() / wall))
        .collect(Collectors.joining(", "));
  }
}
