package together.e2e.client;

import java.util.Map;

/**
 * @param reconnect after every end that is not {@link GatewaySocket#close}: connect anew and RESUME
 * @param introduce answer HELLO with IDENTIFY or RESUME; off to test what else a client may send
 * @param headers of the upgrade
 */
public record SocketOptions(boolean reconnect, boolean introduce, Map<String, String> headers) {
  /** A socket that lives once. */
  public static final SocketOptions ONCE = new SocketOptions(false, true, Map.of());

  /** A socket that comes back, as a user's client does. */
  public static final SocketOptions LASTING = new SocketOptions(true, true, Map.of());

  /** Says nothing by itself. */
  public static final SocketOptions SILENT = new SocketOptions(false, false, Map.of());

  public SocketOptions {
    headers = Map.copyOf(headers);
  }

  public SocketOptions header(String name, String value) {
    return new SocketOptions(reconnect, introduce, Map.of(name, value));
  }
}
