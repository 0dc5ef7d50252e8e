package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The MESSAGE_SENDs of one socket that wait for their MESSAGE_ACK or MESSAGE_NACK. */
final class PendingSends {
  private final ConcurrentMap<String, CompletableFuture<JsonNode>> byNonce =
      new ConcurrentHashMap<>();

  CompletableFuture<JsonNode> expect(String nonce) {
    var answer = new CompletableFuture<JsonNode>();
    if (byNonce.putIfAbsent(nonce, answer) != null) {
      throw new IllegalStateException("nonce " + nonce + " already waits for its answer");
    }
    return answer;
  }

  void answered(Frame frame) {
    var d = frame.d();
    var answer = byNonce.remove(d.required("nonce").asText());
    if (answer == null) {
      return;
    }
    if (frame.op().equals("MESSAGE_ACK")) {
      answer.complete(d.required("message"));
    } else {
      var problem = d.required("problem");
      answer.completeExceptionally(Answer.problem(problem.path("status").asInt(), problem));
    }
  }

  void failed(String nonce, Throwable cause) {
    var answer = byNonce.remove(nonce);
    if (answer != null) {
      answer.completeExceptionally(cause);
    }
  }

  /** The connection is gone, and with it every answer on its way. */
  void lost() {
    for (var nonce : byNonce.keySet()) {
      failed(nonce, new UnreachableException("the socket broke before the answer came"));
    }
  }
}
