package together.standalone;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One service process.
 *
 * @param service short name, for example {@code auth}; also of its schema
 * @param instance 1, and more where several processes of the service run
 * @param directory where its jar and {@code lib} are
 * @param port port of its requests
 * @param healthPort port of {@code /q/health}
 * @param heapMegabytes maximum heap
 */
public record ServiceSpec(
    String service, int instance, Path directory, int port, int healthPort, int heapMegabytes) {

  /** What its log and pid file are called: {@code auth}, {@code gateway-2}. */
  public String name() {
    return instance == 1 ? service : service + "-" + instance;
  }

  /** Whether it faces the public; all others have a schema and are reached on loopback only. */
  public boolean isGateway() {
    return service.equals("gateway");
  }

  boolean isMessage() {
    return service.equals("message");
  }

  /** The setting of the port of its health and metrics. */
  public String healthSetting() {
    return isGateway() ? managementSetting(instance) : portSetting();
  }

  /** The setting of the port of its requests; of all gateways the same. */
  public String portSetting() {
    return "TOGETHER_" + portName() + "_PORT";
  }

  /** What its port is called among the settings: {@code AUTH}, {@code MESSAGE_2}. */
  String portName() {
    return isGateway() || instance == 1
        ? settingName(service)
        : settingName(service) + "_" + instance;
  }

  /** Prefix of this service's settings: {@code TOGETHER_AUTH}. */
  public String settingPrefix() {
    return "TOGETHER_" + settingName(service);
  }

  static String settingName(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  static String managementSetting(int instance) {
    return instance == 1 ? "TOGETHER_MANAGEMENT_PORT" : "TOGETHER_MANAGEMENT_" + instance + "_PORT";
  }
}
