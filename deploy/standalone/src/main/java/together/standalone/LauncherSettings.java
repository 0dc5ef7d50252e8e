package together.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;

/**
 * What the environment says. Every setting has a default that runs on one machine.
 *
 * @param environment the process environment, or a test's
 */
public record LauncherSettings(Map<String, String> environment) {
  private static final int MANAGEMENT_PORT = 9080;
  private static final int MOST_INSTANCES = 8;

  public LauncherSettings {
    environment = Map.copyOf(environment);
  }

  /** TOGETHER_HOME: the project's root, where the built services are; the working directory. */
  public Path home() {
    return Path.of(text("TOGETHER_HOME", ".")).toAbsolutePath().normalize();
  }

  /** TOGETHER_DATA: everything that is kept; {@code data} below the project's root. */
  public Path data() {
    return home().resolve(text("TOGETHER_DATA", "data"));
  }

  /** TOGETHER_MAIL_HOST: a mail server; without it mails become files below the data. */
  public boolean hasMailServer() {
    return !text("TOGETHER_MAIL_HOST", "").isBlank();
  }

  /** TOGETHER_[NAME]_PORT: the port of a service, of POSTGRES, KAFKA or MANAGEMENT. */
  public int port(String name, int byDefault) throws StartRefused {
    return number("TOGETHER_" + name + "_PORT", byDefault, 1, 65_535);
  }

  /** TOGETHER_GATEWAYS: gateway processes, which share the public port. */
  public int gateways() throws StartRefused {
    return number("TOGETHER_GATEWAYS", 1, 1, MOST_INSTANCES);
  }

  /** TOGETHER_MESSAGES: processes of message-service; the gateways are spread over them. */
  public int messages() throws StartRefused {
    return number("TOGETHER_MESSAGES", 1, 1, MOST_INSTANCES);
  }

  /**
   * TOGETHER_MANAGEMENT_PORT, for the second gateway TOGETHER_MANAGEMENT_2_PORT and so on: the port
   * of a gateway's metrics and health; one above that of the gateway before it.
   */
  public int managementPort(int instance) throws StartRefused {
    int byDefault = instance == 1 ? MANAGEMENT_PORT : managementPort(instance - 1) + 1;
    return number(ServiceSpec.managementSetting(instance), byDefault, 1, 65_535);
  }

  /**
   * TOGETHER_[NAME]_VIA_PORT: where the services reach a service, POSTGRES or KAFKA when something
   * stands in between, as a proxy that breaks connections; the port itself.
   */
  public int portReached(String name, int port) throws StartRefused {
    return port(name + "_VIA", port);
  }

  /** TOGETHER_KAFKA_APART=1: Kafka runs in a process of its own, not in the launcher's. */
  public boolean kafkaApart() {
    return text("TOGETHER_KAFKA_APART", "0").equals("1");
  }

  /** TOGETHER_GATEWAY_HOST: the address the gateway binds; all of this machine's. */
  public String gatewayHost() {
    return text("TOGETHER_GATEWAY_HOST", "0.0.0.0");
  }

  /** TOGETHER_PUBLIC_URL: the URL users open, when a proxy stands in front of the gateway. */
  public String publicUrl(int gatewayPort) {
    return text("TOGETHER_PUBLIC_URL", "http://localhost:" + gatewayPort);
  }

  /** TOGETHER_[NAME]_HEAP: the heap of a service, in MB. */
  public int heapMegabytes(String name, int byDefault) throws StartRefused {
    return number("TOGETHER_" + name + "_HEAP", byDefault, 32, 65_536);
  }

  /** TOGETHER_JVM_OPTIONS: more options for every service's JVM, separated by blanks. */
  public String jvmOptions() {
    return text("TOGETHER_JVM_OPTIONS", "");
  }

  /** TOGETHER_KAFKA_PARTITIONS: partitions of each topic, fixed when the topic is made. */
  public int kafkaPartitions() throws StartRefused {
    return number("TOGETHER_KAFKA_PARTITIONS", 8, 1, 1024);
  }

  /** TOGETHER_MIN_FREE_MB: with less free space than this, nothing is started. */
  public long minimumFreeMegabytes() throws StartRefused {
    return number("TOGETHER_MIN_FREE_MB", 512, 0, Integer.MAX_VALUE);
  }

  /** TOGETHER_START_LIMIT_SECONDS: how long a service may take until it is ready. */
  public Duration startLimit() throws StartRefused {
    return Duration.ofSeconds(number("TOGETHER_START_LIMIT_SECONDS", 120, 1, 3600));
  }

  /** TOGETHER_LOG_MAX_MB: a log of this size is set aside, one old one is kept. */
  public long logLimitBytes() throws StartRefused {
    return number("TOGETHER_LOG_MAX_MB", 20, 1, 10_000) * 1024L * 1024L;
  }

  /** TOGETHER_KAFKA_LOG: least level of the lines in kafka.log, as INFO; WARNING. */
  public Level kafkaLogLevel() throws StartRefused {
    var level = text("TOGETHER_KAFKA_LOG", "WARNING");
    try {
      return Level.parse(level);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("TOGETHER_KAFKA_LOG is not a level: " + level, e);
    }
  }

  /** TOGETHER_FAST_START=0: no class caches are prepared or used. */
  public boolean fastStart() {
    return !text("TOGETHER_FAST_START", "1").equals("0");
  }

  /** LOG=1: the logs of all on the terminal too, prefixed. */
  public boolean logOnTerminal() {
    return text("LOG", "0").equals("1");
  }

  private String text(String name, String byDefault) {
    var value = environment.get(name);
    return value == null || value.isBlank() ? byDefault : value.strip();
  }

  private int number(String name, int byDefault, int least, int most) throws StartRefused {
    var value = text(name, Integer.toString(byDefault));
    try {
      var number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new StartRefused(name + " is not a number: " + value, e);
    }
    throw new StartRefused(name + " must be between " + least + " and " + most + ": " + value);
  }
}
