package together.auth.device;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody comes, as the list of sessions shows it.
 *
 * @param name the client's own words ({@code User-Agent}), at most 200 characters
 * @param address IP address, as the edge saw it; empty when it is not known
 */
public record Device(String name, String address) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 45;
  private static final int NETWORK_BYTES = 8;

  public static Device of(HttpServerRequest request) {
    var peer = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return new Device(
        cut(request.getHeader("User-Agent"), LONGEST_NAME),
        cut(address(request.getHeader("X-Forwarded-For"), peer), LONGEST_ADDRESS));
  }

  /** What counts as one address: of IPv6 the first 64 bits, all of which one customer has. */
  public String network() {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address ip
          ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException e) {
      // No address at all, but what somebody forwarded as one: it counts as written.
      return address;
    }
  }

  /** The last forwarder is our own edge: only what it added itself can be believed. */
  private static @Nullable String address(@Nullable String forwardedFor, @Nullable String peer) {
    if (forwardedFor == null) {
      return peer;
    }
    return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
  }

  private static String cut(@Nullable String text, int longest) {
    if (text == null) {
      return "";
    }
    var clean = text.replaceAll("\\p{C}", "");
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }
}
