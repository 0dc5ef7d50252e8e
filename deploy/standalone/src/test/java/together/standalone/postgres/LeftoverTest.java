package together.standalone.postgres;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverTest {
  @TempDir private Path directory;

  private boolean stopLeftover(long pid) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("postmaster.pid"), pid + "\n");
    return PostgresCluster.stopLeftover(directory, Duration.ofSeconds(5));
  }

  @Test
  void waitsForAKilledServerToBeTakenNoticeOf() throws Exception {
    // A child that has ended, of a parent that does not ask for it until it ends too.
    var parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 2").start();
    try (var output = parent.inputReader()) {
      long pid = Long.parseLong(output.readLine());
      while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ")) {
        Thread.onSpinWait();
      }
      assertFalse(stopLeftover(pid));
      assertTrue(ProcessHandle.of(pid).isEmpty());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void leavesAnotherProgramOfTheSameNumberAlone() throws Exception {
    var other = new ProcessBuilder("sleep", "60").start();
    try {
      assertFalse(stopLeftover(other.pid()));
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly();
    }
  }
}
