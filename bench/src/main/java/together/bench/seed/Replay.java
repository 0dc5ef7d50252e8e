package together.bench.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import together.bench.corpus.ChatDay;
import together.e2e.client.ApiException;

/**
 * Posts the days, each in its channel: many channels at once, within one strictly in order, since a
 * reply needs the id of what it answers.
 */
public final class Replay {
  private final Accounts accounts;
  private final Map<String, String> usernames;
  private final SeedServer server;
  private final Pace pace;
  private final Progress progress;
  private final LongAdder replies = new LongAdder();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

  /**
   * @param usernames by nickname
   */
  public Replay(
      Accounts accounts,
      Map<String, String> usernames,
      SeedServer server,
      int rate,
      Progress progress) {
    this.accounts = accounts;
    this.usernames = Map.copyOf(usernames);
    this.server = server;
    this.pace = new Pace(rate);
    this.progress = progress;
  }

  public void run(List<ChatDay> days, int parallel) {
    Parallel.forEach(days, parallel, this::replay);
  }

  public long replies() {
    return replies.sum();
  }

  /**
   * Messages the platform did not take, by problem code; they are left out and the rest goes on.
   */
  public Map<String, Long> refused() {
    var counts = new HashMap<String, Long>();
    refused.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }

  private void replay(ChatDay day) {
    var channel = server.channel(day);
    var idByNonce = stored(channel);
    for (var message : day.messages()) {
      var nonce = day.nonce(message);
      if (idByNonce.containsKey(nonce)) {
        progress.skip(1);
        continue;
      }
      var parent = message.isReply() ? idByNonce.get(day.source() + ":" + message.replyTo()) : null;
      pace.turn();
      try {
        JsonNode posted =
            accounts.as(
                usernames.getOrDefault(message.nick(), message.nick()),
                api -> api.channel(channel).post(message.text(), nonce, parent));
        idByNonce.put(nonce, posted.required("id").asText());
        progress.add(1);
        if (parent != null) {
          replies.increment();
        }
      } catch (ApiException e) {
        refused.computeIfAbsent(e.code(), code -> new LongAdder()).increment();
        progress.skip(1);
      }
    }
  }

  /** What an earlier run has posted. */
  private Map<String, String> stored(String channel) {
    var idByNonce = new HashMap<String, String>();
    for (var message : accounts.as(server.owner(), api -> api.channel(channel).history())) {
      if (message.hasNonNull("nonce")) {
        idByNonce.put(message.path("nonce").asText(), message.path("id").asText());
      }
    }
    return idByNonce;
  }
}
