package together.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.standalone.preflight.FreePort;

/** The launcher as a user starts it, with fake services and ports of its own. */
final class LauncherProcess {
  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  LauncherProcess(Map<String, String> environment) throws IOException {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Standalone.class.getName())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The environment of a platform with this home; every port is free now. */
  static Map<String, String> environment(Path home) throws IOException {
    var environment = new HashMap<String, String>();
    environment.put("TOGETHER_HOME", home.toString());
    environment.put("TOGETHER_GATEWAY_HOST", "127.0.0.1");
    environment.put("TOGETHER_FAST_START", "0");
    for (var name :
        "AUTH GUILD MESSAGE VOICE GATEWAY MANAGEMENT POSTGRES KAFKA KAFKA_CONTROLLER"
            .split(" ", -1)) {
      environment.put("TOGETHER_" + name + "_PORT", Integer.toString(FreePort.find()));
    }
    return environment;
  }

  /** Reads on until a line has this text; fails when the launcher ends before. */
  LauncherProcess await(String text) throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      lines.add(line);
      if (line.contains(text)) {
        return this;
      }
    }
    throw new AssertionError("the launcher ended without '" + text + "': " + lines);
  }

  /** Ctrl-C's sibling: its exit status, when everything is gone. */
  int terminate() throws IOException, InterruptedException {
    // By the handle: Process.destroy() would close its output too.
    process.toHandle().destroy();
    return end();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  int end() throws IOException, InterruptedException {
    for (String line; (line = output.readLine()) != null; ) {
      lines.add(line);
    }
    return process.waitFor();
  }

  List<String> lines() {
    return lines;
  }

  /** Processes whose command line names this home. */
  static List<ProcessHandle> running(Path home) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(home.toString()))
        .toList();
  }

  static String commandLine(ProcessHandle process) {
    try {
      var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file).replace('\0', ' ');
    } catch (IOException e) {
      // It has ended since it was listed.
      return "";
    }
  }
}
