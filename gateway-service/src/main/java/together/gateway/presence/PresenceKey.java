package together.gateway.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Whose record one of {@code together.presence.v1} is.
 *
 * @param userId 0 for the node's own heartbeat
 */
record PresenceKey(String incarnation, long userId) {
  byte[] bytes() {
    return (userId == 0 ? incarnation : incarnation + "/" + userId).getBytes(UTF_8);
  }

  /** Null when it is no key of this topic. */
  static @Nullable PresenceKey parse(byte @Nullable [] key) {
    if (key == null) {
      return null;
    }
    var text = new String(key, UTF_8);
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new PresenceKey(text, 0);
    }
    try {
      long user = Long.parseLong(text.substring(slash + 1));
      return user == 0 ? null : new PresenceKey(text.substring(0, slash), user);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
