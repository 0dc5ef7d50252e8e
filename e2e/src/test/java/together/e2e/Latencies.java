package together.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import together.e2e.client.Frame;
import together.e2e.client.GatewayListener;

/** How long each message takes from its post to this client. */
final class Latencies implements GatewayListener {
  private final Map<String, Long> posted = new ConcurrentHashMap<>();
  private final Map<String, Long> took = new ConcurrentHashMap<>();

  void posting(String nonce) {
    posted.put(nonce, System.nanoTime());
  }

  @Override
  public void received(Frame frame) {
    if (frame.is("MESSAGE_CREATE")) {
      var nonce = frame.d().path("nonce").asText();
      var at = posted.get(nonce);
      if (at != null) {
        took.put(nonce, System.nanoTime() - at);
      }
    }
  }

  int count() {
    return took.size();
  }

  /** Milliseconds that this part of the messages whose nonce begins so took at most. */
  double millis(String begin, double part) {
    List<Long> sorted = new ArrayList<>();
    took.forEach((nonce, nanos) -> {
      if (nonce.startsWith(begin)) {
        sorted.add(nanos);
      }
    });
    sorted.sort(null);
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1) / 1e6;
  }
}
