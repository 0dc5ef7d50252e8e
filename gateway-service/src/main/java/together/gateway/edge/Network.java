package together.gateway.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network in CIDR notation, or one address. */
final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code ::1} and the like; names are not resolved.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  static Network parse(String text) {
    var parts = text.strip().split("/", 2);
    var address = literal(parts[0]);
    if (address == null) {
      throw new IllegalArgumentException("not an address or network: " + text);
    }
    int all = address.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("not an address or network: " + text);
    }
    return new Network(address.getAddress(), bits);
  }

  /** The address a text writes, or null; never asks a name server. */
  static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  boolean contains(InetAddress other) {
    return contains(other.getAddress());
  }

  private boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 1 << (7 - bit % Byte.SIZE);
      if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** What one household counts as: an IPv4 address, the /64 of an IPv6 address. */
  static String household(String address) {
    var literal = literal(address);
    if (literal == null || literal.getAddress().length == 4) {
      return address;
    }
    var prefix = literal.getAddress().clone();
    Arrays.fill(prefix, 8, prefix.length, (byte) 0);
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes is one", e);
    }
  }
}
