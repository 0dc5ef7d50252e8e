package together.gateway.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer against everything that reads bytes of strangers: what it has found, and what leads it on,
 * is below {@code src/test/resources/fuzz/<fuzzer>/}; each run begins with that. A few seconds a
 * fuzzer, ten minutes with {@code -Dtogether.soak=true}.
 *
 * <p>In a process of its own, by Jazzer's main class: its JUnit integration is of JUnit 5, and the
 * classes of a fuzzer must be loaded by nobody else.
 */
class FuzzTest {
  private static final int SECONDS = 5;
  private static final int SOAK_SECONDS = 600;
  private static final Path CORPUS = Path.of("src/test/resources/fuzz");

  @TempDir Path found;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "together.gateway.fuzz.FrameFuzzer",
        "together.gateway.fuzz.CursorFuzzer",
        "together.gateway.session.SocketFuzzer",
        "together.gateway.edge.RequestFuzzer"
      })
  void findsNothing(String fuzzer) throws IOException, InterruptedException {
    var corpus = CORPUS.resolve(fuzzer.substring(fuzzer.lastIndexOf('.') + 1));
    assertTrue(Files.isDirectory(corpus), corpus + " is missing");
    int seconds = Boolean.getBoolean("together.soak") ? SOAK_SECONDS : SECONDS;
    var log = found.resolve("log");
    var jazzer =
        new ProcessBuilder(command(fuzzer, corpus.toAbsolutePath(), seconds))
            .directory(found.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    try {
      assertTrue(jazzer.waitFor(seconds + 240L, TimeUnit.SECONDS), "it hangs: " + end(log));
      assertEquals(0, jazzer.exitValue(), end(log));
    } finally {
      jazzer.destroyForcibly();
    }
  }

  private List<String> command(String fuzzer, Path corpus, int seconds) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"));
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + fuzzer);
    command.add("--instrumentation_includes=together.**:io.netty.handler.codec.**");
    // Its hooks of reflection break the start of Netty and Kafka on this JDK.
    command.add("--custom_hook_includes=together.**");
    command.add("-max_total_time=" + seconds);
    command.add("-max_len=4096");
    command.add("-timeout=20");
    command.add("-print_final_stats=1");
    // What is new goes to the first folder, which goes away with the test.
    command.add(Files.createDirectory(found.resolve("new")).toString());
    command.add(corpus.toString());
    return command;
  }

  private static String end(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
