package together.gateway.session;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the WebSocket upgrade asks of a server: RFC 6455, section 4.2, and RFC 7692, section 7. */
final class Handshake {
  /** The compression offered back: each message by itself, in both directions. */
  static final String COMPRESSION =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** Parameters of an offer that the answer above satisfies, whatever their value. */
  private static final Set<String> SATISFIED =
      Set.of("server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits");

  private Handshake() {}

  static String acceptKey(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** Whether one of the extensions offered is {@link #COMPRESSION} or leaves it open. */
  static boolean offersCompression(@Nullable String extensions) {
    return extensions != null
        && WebSocketExtensionUtil.extractExtensions(extensions).stream()
            .anyMatch(Handshake::isSatisfied);
  }

  private static boolean isSatisfied(WebSocketExtensionData offer) {
    return offer.name().equals("permessage-deflate")
        && offer.parameters().entrySet().stream().allMatch(Handshake::isSatisfied);
  }

  private static boolean isSatisfied(Map.Entry<String, String> parameter) {
    // A smaller window than zlib's own is the one wish that cannot be met.
    return parameter.getKey().equals("server_max_window_bits")
        ? "15".equals(parameter.getValue())
        : SATISFIED.contains(parameter.getKey());
  }
}
