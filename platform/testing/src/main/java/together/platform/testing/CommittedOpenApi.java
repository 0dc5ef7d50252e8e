package together.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/openapi}: the contracts of the services, as they are committed. */
public final class CommittedOpenApi {
  private CommittedOpenApi() {}

  /**
   * Fails when the committed contract is not the one served, or says something without an example;
   * {@code -Dupdate.openapi=true} writes it anew.
   */
  public static void assertCurrent(String service, String served) throws IOException {
    var committed = Path.of("../docs/openapi/" + service + ".json");
    var text = served.strip() + "\n";
    if (Boolean.getBoolean("update.openapi")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, text);
    }
    assertEquals(Files.readString(committed), text);
    assertEquals(List.of(), ExampleCheck.missing(text), "what has no example");
  }
}
