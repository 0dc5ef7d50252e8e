package together.bench.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import together.bench.corpus.ChatDay;
import together.e2e.client.ServerApi;

/**
 * The server that takes the corpus, and its channels: found again by name, made where missing.
 *
 * @param owner username of who owns it
 * @param channels ids by channel name
 */
public record SeedServer(String id, String owner, Map<String, String> channels) {
  private static final int PAGE = 1000;

  public static SeedServer prepare(
      Accounts accounts, String owner, String name, List<ChatDay> days) {
    var id =
        accounts.as(
            owner,
            api ->
                api.servers().mine().stream()
                    .filter(server -> server.path("name").asText().equals(name))
                    .findFirst()
                    .orElseGet(() -> api.servers().create(name))
                    .required("id")
                    .asText());
    var channels = new HashMap<String, String>();
    for (var channel : accounts.as(owner, api -> api.servers().channels(id))) {
      if (channel.path("type").asInt() == ServerApi.TEXT) {
        channels.put(channel.path("name").asText(), channel.path("id").asText());
      }
    }
    for (var day : days) {
      if (!channels.containsKey(day.name())) {
        JsonNode made =
            accounts.as(owner, api -> api.servers().createChannel(id, day.name(), ServerApi.TEXT));
        channels.put(day.name(), made.required("id").asText());
      }
    }
    return new SeedServer(id, owner, channels);
  }

  public SeedServer {
    channels = Map.copyOf(channels);
  }

  public String channel(ChatDay day) {
    var id = channels.get(day.name());
    if (id == null) {
      throw new IllegalArgumentException("no channel for " + day.name());
    }
    return id;
  }

  /** Lets everybody join who has not. */
  public void join(Accounts accounts, List<String> usernames, int parallel, Progress progress) {
    var members = members(accounts);
    var missing =
        usernames.stream().filter(name -> !members.contains(accounts.of(name).id())).toList();
    progress.skip(usernames.size() - missing.size());
    if (missing.isEmpty()) {
      return;
    }
    var invite = accounts.as(owner, api -> api.servers().invite(id));
    Parallel.forEach(
        missing,
        parallel,
        name -> {
          var _ = accounts.as(name, api -> api.servers().join(invite));
          progress.add(1);
        });
  }

  private Set<String> members(Accounts accounts) {
    var ids = new HashSet<String>();
    String after = null;
    while (true) {
      var from = after;
      var page = accounts.as(owner, api -> api.servers().members(id, from, PAGE));
      page.forEach(member -> ids.add(member.required("user").required("id").asText()));
      if (page.size() < PAGE) {
        return ids;
      }
      after = page.getLast().required("user").required("id").asText();
    }
  }
}
