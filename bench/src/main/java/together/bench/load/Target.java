package together.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import together.bench.receive.Receiver;
import together.bench.seed.Accounts;
import together.bench.seed.Progress;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.platform.Installation;

/** The platform under load, the ways to it, and what the phases of one run tell each other. */
final class Target implements AutoCloseable {
  private static final int HTTP_CONNECTIONS = 64;

  private final Installation installation;
  private final Connection http;
  private final Accounts accounts;
  private final WarmUp warmUp = new WarmUp(this);
  private final Summary summary = new Summary();
  private final Map<Integer, Integer> sustained = new HashMap<>();

  Target(Installation installation) {
    this.installation = installation;
    http = new Connection(installation.url(), HTTP_CONNECTIONS, 1);
    var api = new ApiClient(http).with(new Patience(java.time.Duration.ofSeconds(30)));
    accounts = new Accounts(api, installation.operatorToken());
  }

  Installation installation() {
    return installation;
  }

  Connection http() {
    return http;
  }

  WarmUp warmUp() {
    return warmUp;
  }

  Summary summary() {
    return summary;
  }

  Cpu cpu() {
    return Cpu.now(installation);
  }

  /** Posts a second that this run found sustained in a room of so many. */
  Optional<Integer> sustained(int members) {
    return Optional.ofNullable(sustained.get(members));
  }

  void sustained(int members, int rate) {
    sustained.put(members, rate);
  }

  /** A new server of so many members, who are the same people in every server. */
  Crowd crowd(int size, String name) {
    return crowd("bench.", size, name);
  }

  /** The same of people who are never connected. */
  Crowd strangers(int size, String name) {
    return crowd("away.", size, name);
  }

  // Progress draws on the stream and leaves it open.
  @SuppressWarnings("ClosingStandardOutputStreams")
  private Crowd crowd(String prefix, int size, String name) {
    var members = IntStream.range(0, size).mapToObj(number -> prefix + number).toList();
    try (var progress = new Progress(name, size, System.err)) {
      accounts.make(members, progress);
      return Crowd.gather(accounts, members, name);
    }
  }

  /** All of them, connected and ready. */
  Receiver connect(Crowd crowd) {
    return connect(crowd.tokens());
  }

  Receiver connect(List<String> tokens) {
    return connect(tokens, false);
  }

  /**
   * @param compressed offer permessage-deflate
   */
  Receiver connect(List<String> tokens, boolean compressed) {
    return Receiver.sessions(gateway(), tokens, compressed);
  }

  InetSocketAddress gateway() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), installation.ports().of("GATEWAY"));
  }

  @Override
  public void close() {
    http.close();
  }
}
