package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {
  private final Peers peers = new Peers(List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")));

  @ParameterizedTest
  @CsvSource({
    // A client that is no proxy of ours may claim what it likes.
    "5.5.5.5,  6.6.6.6,                     5.5.5.5",
    "10.0.0.1, '',                          10.0.0.1",
    "10.0.0.1, 6.6.6.6,                     6.6.6.6",
    // What stands before the last address we do not trust is hearsay.
    "10.0.0.1, '7.7.7.7, 6.6.6.6',          6.6.6.6",
    "10.0.0.1, '7.7.7.7, 6.6.6.6, 10.9.9.9', 6.6.6.6",
    "10.0.0.1, '7.7.7.7, rubbish',          10.0.0.1",
    "::1,      2001:db8::1,                 2001:db8::1",
  })
  void findsTheClient(String nearest, String chain, String client) {
    assertEquals(client, peers.client(nearest, chain.isEmpty() ? null : chain));
  }

  @Test
  void readsNetworks() {
    var network = Network.parse("192.168.4.0/22");
    assertTrue(network.contains(InetAddress.ofLiteral("192.168.7.255")));
    assertFalse(network.contains(InetAddress.ofLiteral("192.168.8.0")));
    assertFalse(network.contains(InetAddress.ofLiteral("2001:db8::1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", ""})
  void refusesWhatIsNoNetwork(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }

  @Test
  void countsAHouseholdOnce() {
    assertEquals("1.2.3.4", Network.household("1.2.3.4"));
    assertEquals(Network.household("2001:db8:0:1::1"), Network.household("2001:db8:0:1:ffff::2"));
    assertFalse(Network.household("2001:db8:0:1::1").equals(Network.household("2001:db8:0:2::1")));
  }
}
