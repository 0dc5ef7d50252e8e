package together.standalone.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LeftoversTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path directory;

  private Child start(Leftovers leftovers, String name, String... command) throws IOException {
    return ChildProcess.start(
        List.of(command), Map.of(), directory.resolve("log"), leftovers.file(name));
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void stopsWhatAKilledLauncherLeft() throws Exception {
    var leftovers = new Leftovers(directory.resolve("run"));
    var child = start(leftovers, "auth", "sleep", "100");
    assertEquals(List.of("auth"), new Leftovers(directory.resolve("run")).stop(LIMIT));
    assertEquals(143, child.exit().get());
    assertEquals(List.of(), leftovers.stop(LIMIT));
  }

  @Test
  void killsWhatDoesNotEndByItself() throws Exception {
    var leftovers = new Leftovers(directory.resolve("run"));
    var ready = directory.resolve("ready");
    var script = "trap '' TERM; : > '" + ready + "'; while :; do sleep 100; done";
    var child = start(leftovers, "stubborn", "sh", "-c", script);
    while (!Files.exists(ready)) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("stubborn"), leftovers.stop(Duration.ofMillis(100)));
    assertEquals(137, child.exit().get());
  }

  @Test
  void leavesAProcessAloneThatTookTheNumberSince() throws Exception {
    var process = new ProcessBuilder("sleep", "100").start();
    try {
      var file = directory.resolve("run").resolve("auth.pid");
      Files.createDirectories(directory.resolve("run"));
      Files.writeString(file, process.pid() + " 1000\n");
      assertEquals(List.of(), new Leftovers(directory.resolve("run")).stop(LIMIT));
      assertTrue(process.isAlive());
      assertFalse(Files.exists(file));
    } finally {
      end(process);
    }
  }

  @Test
  void aFileCutOffByACrashNamesNoProcess() throws IOException {
    var file = directory.resolve("auth.pid");
    Files.writeString(file, "12");
    assertTrue(new PidFile(file).process().isEmpty());
  }

  @Test
  void childEndsWithItsExitStatus() throws Exception {
    var leftovers = new Leftovers(directory.resolve("run"));
    assertEquals(7, start(leftovers, "auth", "sh", "-c", "exit 7").exit().get());
  }

  @Test
  void stoppedChildLeavesNoFile() throws Exception {
    var leftovers = new Leftovers(directory.resolve("run"));
    var child = start(leftovers, "auth", "sleep", "100");
    child.stop(LIMIT);
    assertFalse(Files.exists(leftovers.file("auth").path()));
    assertTrue(child.exit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS) >= 0);
  }

  @Test
  void childRunsInASessionOfItsOwn() throws Exception {
    var leftovers = new Leftovers(directory.resolve("run"));
    // Fields of /proc: 1 the process, 5 its process group, 6 its session.
    var script = "set -- $(cat /proc/self/stat); test \"$6\" = \"$$\"";
    assertEquals(0, start(leftovers, "auth", "sh", "-c", script).exit().get());
  }
}
