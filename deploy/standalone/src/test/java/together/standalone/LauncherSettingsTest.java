package together.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherSettingsTest {
  private static LauncherSettings of(String name, String value) {
    return new LauncherSettings(Map.of(name, value));
  }

  @Test
  void defaultsRunOnOneMachine() throws StartRefused {
    var services = Services.of(new LauncherSettings(Map.of("TOGETHER_HOME", "/home/together")), 1);
    assertEquals(
        "auth 8081, guild 8082, message 8083, voice 8084, gateway 8080",
        String.join(", ", services.stream().map(s -> s.name() + " " + s.port()).toList()));
    assertEquals(9080, services.getLast().healthPort());
    assertEquals(Path.of("/home/together/auth-service/target"), services.getFirst().directory());
  }

  @Test
  void servicesReachEachOtherDirectlyUnlessToldOtherwise() throws StartRefused {
    assertEquals(15432, Ports.POSTGRES.reached(of("TOGETHER_KAFKA_VIA_PORT", "7")));
    assertEquals(7, Ports.KAFKA.reached(of("TOGETHER_KAFKA_VIA_PORT", "7")));
    assertEquals(19092, Ports.KAFKA.of(of("TOGETHER_KAFKA_VIA_PORT", "7")));
  }

  @Test
  void dataIsBelowTheProjectUnlessAbsolute() {
    assertEquals(Path.of("/a/data"), of("TOGETHER_HOME", "/a").data());
    assertEquals(Path.of("/b"), of("TOGETHER_DATA", "/b").data());
  }

  @Test
  void everyPortIsASetting() throws StartRefused {
    assertEquals(1234, Services.of(of("TOGETHER_GUILD_PORT", "1234"), 1).get(1).port());
    assertEquals(1234, Ports.POSTGRES.of(of("TOGETHER_POSTGRES_PORT", "1234")));
  }

  @Test
  void aPortThatIsNoNumberIsRefused() {
    var refused =
        assertThrows(StartRefused.class, () -> Services.of(of("TOGETHER_AUTH_PORT", "eighty"), 1));
    assertEquals("TOGETHER_AUTH_PORT is not a number: eighty", refused.line());
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    var refused =
        assertThrows(StartRefused.class, () -> Services.of(of("TOGETHER_AUTH_PORT", "70000"), 1));
    assertEquals("TOGETHER_AUTH_PORT must be between 1 and 65535: 70000", refused.line());
  }

  @Test
  void gatewaysShareOnePortAndHaveTheirOwnOfAllElse() throws StartRefused {
    var settings = of("TOGETHER_MANAGEMENT_PORT", "9500");
    var gateways =
        Services.of(settings, 3).stream()
            .filter(ServiceSpec::isGateway)
            .map(s -> s.name() + " " + s.port() + " " + s.healthPort() + " " + s.healthSetting())
            .toList();
    assertEquals(
        List.of(
            "gateway 8080 9500 TOGETHER_MANAGEMENT_PORT",
            "gateway-2 8080 9501 TOGETHER_MANAGEMENT_2_PORT",
            "gateway-3 8080 9502 TOGETHER_MANAGEMENT_3_PORT"),
        gateways);
    assertEquals(1, settings.gateways());
    assertEquals(2, of("TOGETHER_GATEWAYS", "2").gateways());
    assertThrows(StartRefused.class, () -> of("TOGETHER_GATEWAYS", "0").gateways());
  }

  @Test
  void blankIsAsIfNotSet() throws StartRefused {
    assertEquals(8, of("TOGETHER_KAFKA_PARTITIONS", " ").kafkaPartitions());
  }

  @Test
  void furtherMessageServicesHavePortsOfTheirOwn() throws StartRefused {
    var settings = of("TOGETHER_MESSAGES", "3").environment();
    var all = new HashMap<>(settings);
    all.put("TOGETHER_MESSAGE_3_PORT", "9393");
    assertEquals(
        List.of(
            "message 8083 TOGETHER_MESSAGE_PORT",
            "message-2 8093 TOGETHER_MESSAGE_2_PORT",
            "message-3 9393 TOGETHER_MESSAGE_3_PORT"),
        Services.of(new LauncherSettings(all), 1).stream()
            .filter(service -> service.service().equals("message"))
            .map(s -> s.name() + " " + s.healthPort() + " " + s.healthSetting())
            .toList());
  }
}
