package together.e2e.chaos.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Compares, when all is quiet, what was sent, what is stored and what each client saw.
 *
 * <p>A message is lost to a client when the platform said that the client's state contains its
 * position (HEARTBEAT_ACK), the client might see the channel from before the message was sent until
 * then, and it did not come. It is a leak when the client might not see the channel at any moment
 * from before the message was sent until it came: neither at its revision nor at a later one.
 */
public final class Checker {
  private final Journal journal;
  private final Positions positions;
  private final Map<String, List<Stored>> histories;
  private final Findings findings;
  private final Map<String, NavigableMap<Long, Stored>> stored = new HashMap<>();

  /**
   * @param histories of every channel, oldest first
   */
  public Checker(
      Journal journal,
      Positions positions,
      Map<String, List<Stored>> histories,
      Findings findings) {
    this.journal = journal;
    this.positions = positions;
    this.histories = Map.copyOf(histories);
    this.findings = findings;
  }

  public void check(List<Witness> witnesses) {
    histories.forEach(this::checkHistory);
    checkAcknowledged();
    for (var witness : witnesses) {
      new WitnessCheck(witness, journal, positions, findings).check(stored);
    }
  }

  private void checkHistory(String channel, List<Stored> history) {
    var byId = new TreeMap<Long, Stored>();
    var nonces = new HashSet<String>();
    var last = 0L;
    for (var message : history) {
      if (!nonces.add(message.nonce()) || byId.put(message.id(), message) != null) {
        findings.add(
            Finding.Kind.DOUBLED, "channel %s holds %s twice".formatted(channel, message.nonce()));
      } else if (message.id() < last) {
        findings.add(
            Finding.Kind.MISORDERED,
            "channel %s shows %d behind %d".formatted(channel, message.id(), last));
      }
      last = message.id();
    }
    stored.put(channel, byId);
  }

  private void checkAcknowledged() {
    for (var post : journal.posts()) {
      if (!post.isAcknowledged()) {
        continue;
      }
      var message = stored.getOrDefault(post.channel(), new TreeMap<>()).get(post.id());
      if (message == null || !message.nonce().equals(post.nonce())) {
        findings.add(
            Finding.Kind.LOST,
            "acknowledged %s as %d in channel %s, stored there: %s"
                .formatted(post.nonce(), post.id(), post.channel(), message));
      }
    }
  }
}
