package together.auth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {
  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:db8:1:2::1, 20010db800010002",
    "::ffff:198.51.100.7, ::ffff:198.51.100.7",
    "no:address, no:address",
    "'', ''"
  })
  void whatCountsAsOneAddress(String address, String network) {
    assertEquals(network, new Device("", address).network());
  }
}
