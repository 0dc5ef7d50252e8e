package together.bench.load;

import java.util.List;
import java.util.stream.IntStream;
import together.bench.seed.Accounts;
import together.bench.seed.Parallel;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.ServerApi;

/** A server with so many members, the owner first. */
record Crowd(Accounts accounts, List<String> members, String serverId) {
  private static final int JOINS_AT_A_TIME = 16;

  Crowd {
    members = List.copyOf(members);
  }

  /** Makes the server; the first of the members owns it, the others join by its invite. */
  static Crowd gather(Accounts accounts, List<String> members, String name) {
    var owner = members.getFirst();
    var serverId = accounts.as(owner, api -> api.servers().create(name)).required("id").asText();
    var invite = accounts.as(owner, api -> api.servers().invite(serverId));
    Parallel.forEach(
        members.subList(1, members.size()),
        JOINS_AT_A_TIME,
        member -> {
          var _ = accounts.as(member, api -> api.servers().join(invite));
        });
    return new Crowd(accounts, members, serverId);
  }

  /** A new server of some of them, the first one's; after the last comes the first again. */
  Crowd part(int from, int size, String name) {
    var some =
        IntStream.range(from, from + size)
            .mapToObj(number -> members.get(number % members.size()))
            .toList();
    return gather(accounts, some, name);
  }

  /** A new text channel; its id. */
  String channel(String name) {
    return accounts
        .as(members.getFirst(), api -> api.servers().createChannel(serverId, name, ServerApi.TEXT))
        .required("id")
        .asText();
  }

  List<String> tokens() {
    return members.stream().map(member -> accounts.of(member).token()).toList();
  }

  /** So many of the members as callers. */
  List<ApiClient> authors(Connection connection, int count) {
    return tokens().subList(0, count).stream()
        .map(token -> new ApiClient(connection).bearer(token))
        .toList();
  }
}
