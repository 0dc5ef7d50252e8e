package together.e2e.chaos.check;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges what one client saw. */
final class WitnessCheck {
  private final Witness witness;
  private final Journal journal;
  private final Positions positions;
  private final Findings findings;

  WitnessCheck(Witness witness, Journal journal, Positions positions, Findings findings) {
    this.witness = witness;
    this.journal = journal;
    this.positions = positions;
    this.findings = findings;
  }

  void check(Map<String, NavigableMap<Long, Stored>> stored) {
    for (var lineage : witness.diary().lineages()) {
      lineage
          .received()
          .forEach((channel, ids) ->
              checkReceived(
                  channel, ids, stored.getOrDefault(channel, Collections.emptyNavigableMap())));
    }
    witness
        .sights()
        .forEach((channel, sight) ->
            checkComplete(
                channel, sight, stored.getOrDefault(channel, Collections.emptyNavigableMap())));
  }

  private void checkReceived(String channel, Receipts ids, NavigableMap<Long, Stored> history) {
    var sight = witness.sights().get(channel);
    for (var index = 0; index < ids.size(); index++) {
      var message = history.get(ids.get(index));
      if (message == null) {
        findings.add(
            Finding.Kind.LOST,
            "%s got %d of channel %s, which is not stored"
                .formatted(witness.diary().client(), ids.get(index), channel));
      } else if (sight == null || hidden(sight, message, ids.moment(index))) {
        findings.add(
            Finding.Kind.LEAKED,
            "%s got %s (%d) of channel %s, hidden from it from then on until it came"
                .formatted(witness.diary().client(), message.nonce(), message.id(), channel));
      }
    }
  }

  /**
   * At no revision since the message's may the client have seen the channel. Who sees it again
   * before the message comes, as by a RESUME, may read it over REST too.
   */
  private boolean hidden(Sight sight, Stored message, long came) {
    return journal
        .post(message.nonce())
        .filter(post -> sight.throughout(Sight.State.HIDDEN, post.began(), came))
        .isPresent();
  }

  private void checkComplete(String channel, Sight sight, NavigableMap<Long, Stored> history) {
    for (var message : history.values()) {
      var post = journal.post(message.nonce());
      if (post.isEmpty() || post.get().began() < witness.since()) {
        continue;
      }
      var began = post.get().began();
      for (var lineage : witness.diary().lineages()) {
        if (due(lineage, message, history, sight, began)
            && !lineage.received(channel).contains(message.id())) {
          lost(channel, message, "was told that it has it");
        }
      }
      if (sight.throughout(Sight.State.SEEN, began, Long.MAX_VALUE)
          && !witness.diary().knows(channel, message.id())) {
        lost(channel, message, "neither got nor read it");
      }
    }
  }

  private void lost(String channel, Stored message, String how) {
    findings.add(
        Finding.Kind.LOST,
        "%s %s: %s (%d) of channel %s, at %s"
            .formatted(
                witness.diary().client(),
                how,
                message.nonce(),
                message.id(),
                channel,
                positions.of(message.id()).map(Position::toString).orElse("a place nobody knows")));
  }

  /** Whether the message had to come within a lineage. */
  private boolean due(
      Lineage lineage,
      Stored message,
      NavigableMap<Long, Stored> history,
      Sight sight,
      long began) {
    var own = positions.of(message.id());
    // Where nobody was told: somewhere between its neighbours in the channel.
    var from = own.or(() -> neighbour(history.headMap(message.id(), false).descendingMap()));
    var to = own.or(() -> neighbour(history.tailMap(message.id(), false)));
    if (from.isEmpty()) {
      return false;
    }
    var partition = from.get().partition();
    var earliest = own.isPresent() ? from.get().offset() : from.get().offset() + 1;
    if (earliest <= lineage.start(partition)) {
      return false;
    }
    var told =
        to.isPresent() ? lineage.coveredAt(partition, to.get().offset()) : OptionalLong.empty();
    return told.isPresent() && sight.throughout(Sight.State.SEEN, began, told.getAsLong());
  }

  private Optional<Position> neighbour(Map<Long, Stored> inOrder) {
    return inOrder.keySet().stream().flatMap(id -> positions.of(id).stream()).findFirst();
  }
}
