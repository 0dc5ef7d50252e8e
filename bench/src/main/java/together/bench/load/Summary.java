package together.bench.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What was found beside what was aimed at: the last table of a run. */
final class Summary {
  private final List<String> rows = new ArrayList<>();

  /**
   * @param bare the bare server's figure of the same minute; empty when it has none
   * @param reference others' figure, measured elsewhere
   */
  void add(String what, String measured, String aim, String bare, String reference) {
    rows.add("| " + String.join(" | ", what, measured, aim, bare, reference) + " |");
  }

  void print(PrintStream out) {
    if (!rows.isEmpty()) {
      out.printf(
          "%n## Summary%n%n| what | measured | aim | bare Netty, same run | others, measured elsewhere |%n|---|---|---|---|---|%n");
      rows.forEach(out::println);
    }
  }
}
