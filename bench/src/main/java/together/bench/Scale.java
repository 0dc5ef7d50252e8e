package together.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import together.bench.scale.Inputs;
import together.bench.scale.ScaleReport;

/** {@code make scale}: the tables of {@code docs/scale.md} on the standard output. */
public final class Scale {

  private Scale() {}

  public static void main(String[] arguments) {
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(ScaleReport.of(Inputs.load()));
  }
}
