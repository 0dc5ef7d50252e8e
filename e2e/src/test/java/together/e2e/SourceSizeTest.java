package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A file that outgrows its limit holds a concept that wants a name of its own. */
class SourceSizeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST = 400;
  private static final int LONG = 200;
  private static final int MEDIAN = 60;

  @Test
  void noFileIsLongerThanItsLimit() {
    var tooLong =
        lines("").entrySet().stream()
            .filter(file -> file.getValue() > LONGEST)
            .map(file -> file.getKey() + ": " + file.getValue())
            .toList();
    assertEquals(List.of(), tooLong);
  }

  @Test
  void mostFilesAreShort() {
    var sizes = lines("/src/main/").values().stream().sorted().toList();
    var median = sizes.get(sizes.size() / 2);
    assertTrue(median <= MEDIAN, "median " + median);
    var ninetieth = sizes.get(sizes.size() * 9 / 10);
    assertTrue(ninetieth <= LONG, "90 % are not longer than " + ninetieth);
  }

  private static Map<String, Long> lines(String part) {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(SourceSizeTest::isOurs)
          .filter(file -> file.toString().contains(part))
          .collect(
              Collectors.toMap(
                  file -> ROOT.relativize(file).toString(),
                  SourceSizeTest::count,
                  (one, same) -> one,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path file) {
    var path = file.toString();
    return path.endsWith(".java") && !path.contains("/target/");
  }

  private static long count(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
