package together.gateway.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body is never held: who does not read stops who writes, through the edge. */
class StreamingTest {
  private static final int SIZE = 192 << 20;

  /** What two hops of loopback sockets may hold between them, and no heap of ours. */
  private static final int IN_FLIGHT = 64 << 20;

  private final RunningEdge edge = new RunningEdge(Duration.ofSeconds(20), 4, 4);

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void stopsAServiceWhoseClientDoesNotRead() throws Exception {
    var written = new AtomicLong();
    edge.service.does(request -> write(request.response().setChunked(true), written));
    var answer =
        edge.client().send(edge.request("/api/open").build(), BodyHandlers.ofInputStream());
    awaitStandstill(written);
    assertTrue(written.get() < IN_FLIGHT, written + " bytes");
    try (var body = answer.body()) {
      assertEquals(SIZE, count(body));
    }
  }

  @Test
  void stopsAClientWhoseServiceDoesNotRead() {
    var received = new AtomicLong();
    var held = new CompletableFuture<HttpServerRequest>();
    edge.service.does(request -> {
      request.pause();
      request.handler(chunk -> received.addAndGet(chunk.length()));
      request.endHandler(_ -> request.response().end("" + received));
      held.complete(request);
    });
    var sent = new AtomicLong();
    var answer =
        edge.client()
            .sendAsync(
                edge.request("/api/upload")
                    .POST(BodyPublishers.ofInputStream(() -> new Zeros(sent)))
                    .build(),
                BodyHandlers.ofString());
    awaitStandstill(sent);
    assertTrue(sent.get() < IN_FLIGHT, sent + " bytes");
    held.join().resume();
    assertEquals("" + SIZE, answer.join().body());
  }

  private static void write(HttpServerResponse response, AtomicLong written) {
    while (written.get() < SIZE) {
      response.write(Buffer.buffer(new byte[1 << 16]));
      written.addAndGet(1 << 16);
      if (response.writeQueueFull()) {
        response.drainHandler(_ -> write(response, written));
        return;
      }
    }
    response.end();
  }

  private static void awaitStandstill(AtomicLong count) {
    await().until(() -> count.get() > 0);
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(
            new Callable<Boolean>() {
              private long last = -1;

              @Override
              public Boolean call() {
                boolean still = count.get() == last;
                last = count.get();
                return still;
              }
            });
  }

  private static long count(InputStream body) throws Exception {
    return body.transferTo(java.io.OutputStream.nullOutputStream());
  }

  /** Nothing, {@link #SIZE} bytes of it. */
  private static final class Zeros extends InputStream {
    private final AtomicLong given;

    Zeros(AtomicLong given) {
      this.given = given;
    }

    @Override
    public int read() {
      return given.getAndIncrement() < SIZE ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int length = (int) Math.min(most, SIZE - given.get());
      if (length <= 0) {
        return -1;
      }
      java.util.Arrays.fill(into, from, from + length, (byte) 0);
      given.addAndGet(length);
      return length;
    }
  }
}
