package together.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the simulation is told: {@code scale.properties}, where each value has its unit and where it
 * comes from.
 *
 * @param byName in the order of their names
 */
public record Inputs(Map<String, Input> byName) {

  /**
   * @param source where the value comes from: given, assumed, chosen, or which bench mode
   */
  public record Input(double value, String unit, String source) {}

  public Inputs {
    byName = new LinkedHashMap<>(byName);
  }

  public static Inputs load() {
    var properties = new Properties();
    try (var stream = Inputs.class.getResourceAsStream("scale.properties");
        var reader = new InputStreamReader(Objects.requireNonNull(stream), UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var inputs = new TreeMap<String, Input>();
    properties.forEach((name, line) -> inputs.put(name.toString(), parse(line.toString())));
    return new Inputs(inputs);
  }

  private static Input parse(String line) {
    var parts = line.split("\\|", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not value | unit | source: " + line);
    }
    return new Input(Double.parseDouble(parts[0].strip()), parts[1].strip(), parts[2].strip());
  }

  public double of(String name) {
    var input = byName.get(name);
    if (input == null) {
      throw new IllegalArgumentException("no input is called " + name);
    }
    return input.value();
  }

  /** The same with another value. */
  public Inputs with(String name, double value) {
    var changed = new LinkedHashMap<>(byName);
    var input = Objects.requireNonNull(byName.get(name), name);
    changed.put(name, new Input(value, input.unit(), input.source()));
    return new Inputs(changed);
  }
}
