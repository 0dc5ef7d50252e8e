package together.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import together.e2e.client.ApiClient;
import together.e2e.client.ChannelApi;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/** Posts at the times of a plan, whether or not earlier ones are answered. */
final class OpenLoop {
  private static final Duration DRAIN = Duration.ofSeconds(15);
  private static final String TEXT =
      "Any version of mplayer except for -k7* should work for your cpu, but see the wiki first";

  private final Connection connection;
  private final List<ApiClient> authors;
  private final String channel;

  /**
   * @param authors who post in turn, so many that none passes the limit of a user
   */
  OpenLoop(Connection connection, List<ApiClient> authors, String channel) {
    this.connection = connection;
    this.authors = List.copyOf(authors);
    this.channel = channel;
  }

  /** Returns when all that was acknowledged has come to all, or does not come any more. */
  void run(Delivery delivery, int perSecond, Sockets sockets) {
    sockets.listen(delivery::receiver);
    var path = authors.getFirst().channel(channel).messages();
    var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
    for (var number = 0; number < delivery.posts(); number++) {
      var planned = begin + number * interval;
      for (var left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      delivery.planned(number, planned);
      post(path, number, delivery);
    }
    await(delivery::allAnswered);
    await(() -> delivery.received() >= (long) delivery.acknowledged() * sockets.size());
  }

  private void post(String path, int number, Delivery delivery) {
    var author = authors.get(number % authors.size());
    var headers = new HashMap<>(author.headers());
    var body = ChannelApi.message(TEXT, delivery.nonce(number), null);
    var _ =
        connection
            .send("POST", path, headers, Json.bytes(body))
            .handle((answer, failure) -> {
              delivery.answered(failure == null && answer.ok());
              return null;
            });
  }

  private static void await(BooleanSupplier done) {
    var deadline = System.nanoTime() + DRAIN.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
