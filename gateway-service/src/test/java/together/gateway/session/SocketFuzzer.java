package together.gateway.session;

import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * Whatever bytes come, in whatever pieces: the socket answers whole frames, or is closed with one
 * of our codes, and nothing stays behind. The first byte says whether the client has identified,
 * the second how large the pieces are.
 */
public final class SocketFuzzer {
  private static final TestNode NODE = new TestNode();

  private SocketFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    var client = NODE.connect();
    try {
      if ((input[0] & 1) != 0) {
        client.ready(3);
      }
      int piece = Math.max(1, input[1] & 0xFF);
      for (int at = 2; at < input.length && client.isConnected(); at += piece) {
        var bytes = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
        client.raw(Unpooled.copiedBuffer(bytes));
      }
      client.channel().checkException();
      int code = client.closeCode();
      if (client.isConnected() == (code != 0)) {
        throw new AssertionError("open " + client.isConnected() + ", closed with " + code);
      }
    } finally {
      client.disconnect();
      NODE.forget(client);
    }
    if (!client.session().isClosed()) {
      throw new AssertionError("the session outlives its socket");
    }
  }
}
