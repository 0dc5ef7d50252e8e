package together.e2e.client;

import org.jspecify.annotations.Nullable;

/**
 * How a socket ended.
 *
 * @param code close code of docs/protocol.md or RFC 6455; 1006 when the connection just broke
 */
public record Close(int code, @Nullable String reason) {}
