package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says of each requirement of the ASVS is said by a test that exists. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String HOLDS = "holds";
  private static final Set<String> STATES = Set.of(HOLDS, "does not apply", "does not hold yet");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  /** How many requirements each section of ASVS 5.0 has: V6.1 three, and so on. */
  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter(6, List.of(3, 12, 8, 6, 8, 4, 2, 4)),
          new Chapter(7, List.of(3, 4, 2, 5, 3, 2)),
          new Chapter(9, List.of(3, 4)),
          new Chapter(10, List.of(2, 3, 5, 16, 5, 2, 3)));

  private record Chapter(int number, List<Integer> sections) {
    Stream<String> requirements() {
      return IntStream.rangeClosed(1, sections.size())
          .boxed()
          .flatMap(section ->
              IntStream.rangeClosed(1, sections.get(section - 1))
                  .mapToObj(last -> "%d.%d.%d".formatted(number, section, last)));
    }
  }

  private record Row(String number, String state, String by) {}

  private static List<Row> rows() throws IOException {
    try (var lines = Files.lines(ROOT.resolve("docs/security.md"))) {
      return lines
          .filter(line -> line.matches("\\| \\d+\\.\\d+\\.\\d+ \\|.*"))
          .map(line -> line.split(" ?\\| ?", -1))
          .map(cells -> new Row(cells[1], cells[3], cells[4]))
          .toList();
    }
  }

  @Test
  void everyRequirementHasOneRow() throws IOException {
    var expected = CHAPTERS.stream().flatMap(Chapter::requirements).toList();
    assertEquals(expected, rows().stream().map(Row::number).toList());
  }

  @Test
  void whatHoldsNamesTestsThatExist() throws IOException {
    var sources = testSources();
    var wrong = new ArrayList<String>();
    for (var row : rows()) {
      assertTrue(STATES.contains(row.state()), row.toString());
      var tests = TEST.matcher(row.by()).results().toList();
      if (row.state().equals(HOLDS) && tests.isEmpty()) {
        wrong.add(row.number() + " names no test");
      }
      for (var test : tests) {
        var source = sources.getOrDefault(test.group(1), "");
        if (!source.contains(" " + test.group(2) + "(")) {
          wrong.add(row.number() + ": there is no " + test.group());
        }
      }
      if (!row.state().equals(HOLDS) && row.by().isBlank()) {
        wrong.add(row.number() + " says not why");
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** By class. */
  private static Map<String, String> testSources() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Test.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  SecurityPageTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
