package together.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A port of 127.0.0.1 for everything the launcher starts, by the names of its settings. */
public record PlatformPorts(Map<String, Integer> byName) {
  private static final List<String> NAMES =
      List.of(
          "GATEWAY",
          "MANAGEMENT",
          "AUTH",
          "GUILD",
          "MESSAGE",
          "VOICE",
          "POSTGRES",
          "KAFKA",
          "KAFKA_CONTROLLER",
          "MANAGEMENT_2",
          "MESSAGE_2");

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int TRIES = 100;

  public PlatformPorts {
    byName = Map.copyOf(byName);
  }

  /**
   * Ports nobody uses now: all are held until the last is found, so no two are the same. Below the
   * range from which the system takes those of outgoing connections, one of which may else take a
   * port before its server binds it.
   */
  public static PlatformPorts free() {
    var held = new ArrayList<ServerSocket>();
    var ports = new LinkedHashMap<String, Integer>();
    try {
      for (var name : NAMES) {
        var socket = listen();
        held.add(socket);
        ports.put(name, socket.getLocalPort());
      }
      for (var socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PlatformPorts(ports);
  }

  private static ServerSocket listen() throws IOException {
    for (var tries = 0; ; tries++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The launcher's defaults, or what the environment says instead. */
  public static PlatformPorts of(Map<String, String> environment) {
    var defaults = List.of(8080, 9080, 8081, 8082, 8083, 8084, 15432, 19092, 19093, 9081, 8093);
    var ports = new LinkedHashMap<String, Integer>();
    for (var index = 0; index < NAMES.size(); index++) {
      var setting = environment.get(setting(NAMES.get(index)));
      ports.put(
          NAMES.get(index), setting == null ? defaults.get(index) : Integer.parseInt(setting));
    }
    return new PlatformPorts(ports);
  }

  /**
   * @param name as {@code GATEWAY}
   */
  public int of(String name) {
    var port = byName.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no port is called " + name);
    }
    return port;
  }

  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    byName.forEach((name, port) -> environment.put(setting(name), Integer.toString(port)));
    return environment;
  }

  private static String setting(String name) {
    return "TOGETHER_" + name + "_PORT";
  }
}
