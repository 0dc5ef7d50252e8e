package together.standalone.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  @TempDir private Path directory;
  private final List<String> lines = new ArrayList<>();
  private Path log = Path.of("");

  @BeforeEach
  void nameLog() {
    log = directory.resolve("auth.log");
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void prefixesEachNewLineWithTheName() throws IOException {
    append("old\n");
    var follower = new LogFollower("auth", log, lines::add);
    append("one\ntwo\n");
    follower.poll();
    assertEquals(List.of("auth       | one", "auth       | two"), lines);
  }

  @Test
  void waitsForTheEndOfALine() throws IOException {
    var follower = new LogFollower("auth", log, lines::add);
    follower.poll();
    append("grü");
    follower.poll();
    assertEquals(List.of(), lines);
    append("n\n");
    follower.poll();
    assertEquals(List.of("auth       | grün"), lines);
  }

  @Test
  void readsOnAfterTheLogWasSetAside() throws IOException {
    var follower = new LogFollower("auth", log, lines::add);
    append("a long first line\n");
    follower.poll();
    new LogFile(log, 3).rotateIfLarge();
    append("new\n");
    follower.poll();
    assertEquals(List.of("auth       | a long first line", "auth       | new"), lines);
  }

  @Test
  void aLargeLogIsSetAsideAndItsWriterGoesOn() throws IOException {
    append("first\n");
    try (var writer = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      new LogFile(log, 5).rotateIfLarge();
      writer.write("second\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals("second\n", Files.readString(log));
    assertEquals("first\n", Files.readString(directory.resolve("auth.log.1")));
  }

  @Test
  void aSmallLogStays() throws IOException {
    append("first\n");
    new LogFile(log, 6).rotateIfLarge();
    assertEquals("first\n", Files.readString(log));
  }

  @Test
  void lastLineSkipsBlankOnes() throws IOException {
    append("first\nwhat went wrong\n\n");
    assertEquals("what went wrong", new LogFile(log, 100).lastLine());
  }
}
