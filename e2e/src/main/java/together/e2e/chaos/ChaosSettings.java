package together.e2e.chaos;

import java.time.Duration;
import java.util.Map;

/**
 * How a run is to be.
 *
 * @param length of the load with faults; 30
 * @param seed of the faults and of what the clients do; the moment of the start unless given
 * @param clients 200
 * @param gateways processes behind the one public port; 2
 */
public record ChaosSettings(Duration length, long seed, int clients, int gateways) {

  /** MINUTES, SEED, CLIENTS and TOGETHER_GATEWAYS of the environment. */
  static ChaosSettings of(Map<String, String> environment) {
    return new ChaosSettings(
        Duration.ofSeconds((long) (60 * Double.parseDouble(text(environment, "MINUTES", "30")))),
        Long.parseLong(text(environment, "SEED", Long.toString(System.nanoTime() % 1_000_000))),
        Integer.parseInt(text(environment, "CLIENTS", "200")),
        Integer.parseInt(text(environment, "TOGETHER_GATEWAYS", "2")));
  }

  private static String text(Map<String, String> environment, String name, String byDefault) {
    var value = environment.get(name);
    return value == null || value.isBlank() ? byDefault : value.strip();
  }
}
