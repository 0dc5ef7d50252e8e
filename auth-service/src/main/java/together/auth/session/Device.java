package together.auth.session;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody logs in, as the list of sessions shows it.
 *
 * @param name the client's own words ({@code User-Agent}), at most 200 characters
 * @param address IP address, as the edge saw it
 */
public record Device(String name, String address) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 45;

  public static Device of(HttpServerRequest request) {
    var peer = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return new Device(
        cut(request.getHeader("User-Agent"), LONGEST_NAME),
        cut(address(request.getHeader("X-Forwarded-For"), peer), LONGEST_ADDRESS));
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
    var clean = text.replaceAll("\\p{Cntrl}", "");
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }
}
