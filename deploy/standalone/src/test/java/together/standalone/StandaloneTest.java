package together.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import together.standalone.process.PidFile;

/** The launcher as a whole, with a real PostgreSQL and Kafka and services that do nothing. */
@Timeout(180)
class StandaloneTest {
  @TempDir private Path home;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void makeHome() throws IOException {
    FakeHome.make(home);
    environment = LauncherProcess.environment(home);
  }

  @AfterEach
  void nothingIsLeftRunning() {
    var left = LauncherProcess.running(home);
    var lines = left.stream().map(LauncherProcess::commandLine).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    assertEquals(List.of(), lines);
  }

  private Path data() {
    return home.resolve("data");
  }

  private ProcessHandle process(String service) throws IOException {
    return new PidFile(data().resolve("run").resolve(service + ".pid")).process().orElseThrow();
  }

  private void assertNoSecretIn(String text) throws IOException {
    try (var secrets = Files.newDirectoryStream(data().resolve("secrets"))) {
      for (var secret : secrets) {
        assertTrue(!text.contains(Files.readString(secret).strip()), secret.toString());
      }
    }
  }

  @Test
  void startsRestartsWhatDiesAndStopsInOrder() throws Exception {
    var launcher = new LauncherProcess(environment).await("Together is running");
    for (var process : LauncherProcess.running(home)) {
      assertNoSecretIn(LauncherProcess.commandLine(process));
    }

    process("guild").destroyForcibly();
    launcher.await("guild ended with status 137").await("guild        back");

    var postmaster = Files.readAllLines(data().resolve("postgresql/postmaster.pid")).getFirst();
    ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();
    launcher.await("PostgreSQL ended").await("PostgreSQL   back");

    assertEquals(0, launcher.terminate());
    assertNoSecretIn(launcher.lines().toString());
    var url = "http://localhost:" + environment.get("TOGETHER_GATEWAY_PORT");
    assertTrue(launcher.lines().stream().anyMatch(line -> line.contains(url)));
  }

  @Test
  void kafkaInAProcessOfItsOwnIsStartedAgain() throws Exception {
    environment.put("TOGETHER_KAFKA_APART", "1");
    var launcher = new LauncherProcess(environment).await("Together is running");
    process("kafka").destroyForcibly();
    launcher.await("kafka ended with status 137").await("kafka        back");
    assertEquals(0, launcher.terminate());
  }

  @Test
  void stopsTheLeftoversOfAKilledLauncherAndKeepsTheData() throws Exception {
    var killed = new LauncherProcess(environment).await("Together is running");
    var secret = Files.readString(data().resolve("secrets/internal"));
    killed.kill();
    killed.end();
    var auth = process("auth");

    var launcher = new LauncherProcess(environment).await("Together is running");
    assertTrue(!auth.isAlive());
    assertTrue(launcher.lines().contains("  auth was left over from a killed run: stopped"));
    assertTrue(launcher.lines().contains("  PostgreSQL was left over from a killed run: stopped"));
    assertEquals(secret, Files.readString(data().resolve("secrets/internal")));
    assertEquals(0, launcher.terminate());
  }

  @Test
  void gatewaysThatCannotShareAPortAreOneAndThatIsTold() throws Exception {
    // The fake gateway comes without a native transport.
    var two = new HashMap<>(environment);
    two.put("TOGETHER_GATEWAYS", "2");
    var launcher = new LauncherProcess(two).await("Together is running");
    assertTrue(launcher.lines().getFirst().startsWith("one gateway instead of 2"));
    assertTrue(Files.notExists(data().resolve("run/gateway-2.pid")));
    assertEquals(0, launcher.terminate());
  }

  @Test
  void aTakenPortIsToldAndNothingIsLeftRunning() throws Exception {
    var port = Integer.parseInt(Objects.requireNonNull(environment.get("TOGETHER_KAFKA_PORT")));
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      var launcher = new LauncherProcess(environment);
      assertEquals(1, launcher.end());
      var line = "together: port " + taken.getLocalPort() + " is taken by another program";
      assertTrue(launcher.lines().getLast().startsWith(line), launcher.lines().toString());
    }
  }

  @Test
  void aServiceThatIsNotBuiltIsTold() throws Exception {
    Files.delete(home.resolve("voice-service/target/voice-service-1-runner.jar"));
    var launcher = new LauncherProcess(environment);
    assertEquals(1, launcher.end());
    assertTrue(launcher.lines().getLast().contains("voice-service is not built"));
  }

  @Test
  void aServiceThatNeverStartsIsToldAndNothingIsLeftRunning() throws Exception {
    Files.writeString(home.resolve("voice-service/target/voice-service-1-runner.jar"), "no jar");
    var launcher = new LauncherProcess(environment);
    assertEquals(1, launcher.end());
    var told = launcher.lines().stream().filter(line -> line.startsWith("together: ")).toList();
    assertEquals(1, told.size(), launcher.lines().toString());
    assertTrue(told.getFirst().contains("voice ended with status 1, see"), told.toString());
  }

  @Test
  void interruptedWhileItStartsItLeavesNothingRunning() throws Exception {
    var launcher = new LauncherProcess(environment).await("PostgreSQL   ready");
    assertEquals(0, launcher.terminate());
  }
}
