package together.bench.load;

import java.util.List;
import java.util.stream.IntStream;
import together.bench.seed.Accounts;
import together.bench.seed.Progress;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.platform.Installation;

/**
 * The platform under load and the ways to it: posts and sockets have an event loop each, so that
 * receiving does not hold up sending.
 */
final class Target implements AutoCloseable {
  private static final int HTTP_CONNECTIONS = 64;

  private final Installation installation;
  private final Connection http;
  private final Connection sockets;
  private final Accounts accounts;

  Target(Installation installation) {
    this.installation = installation;
    http = new Connection(installation.url(), HTTP_CONNECTIONS, 1);
    sockets = new Connection(installation.url(), 1, 1);
    var api = new ApiClient(http).with(new Patience(java.time.Duration.ofSeconds(30)));
    accounts = new Accounts(api, installation.operatorToken());
  }

  Installation installation() {
    return installation;
  }

  Connection http() {
    return http;
  }

  /** A new server of so many members, who are the same people in every server. */
  // Progress draws on the stream and leaves it open.
  @SuppressWarnings("ClosingStandardOutputStreams")
  Crowd crowd(int size, String name) {
    var members = IntStream.range(0, size).mapToObj(number -> "bench." + number).toList();
    try (var progress = new Progress(name, size, System.err)) {
      accounts.make(members, progress);
      return Crowd.gather(accounts, members, name);
    }
  }

  Sockets connect(Crowd crowd) {
    return connect(crowd.tokens());
  }

  Sockets connect(List<String> tokens) {
    return Sockets.connect(sockets, tokens);
  }

  @Override
  public void close() {
    http.close();
    sockets.close();
  }
}
