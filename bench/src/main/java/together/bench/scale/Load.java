package together.bench.scale;

/**
 * What a second of the busiest brings, whatever serves it.
 *
 * @param messages a second
 * @param deliveries of messages a second
 * @param statusChanges presence records a second
 * @param presences deliveries of presence a second
 * @param largest deliveries a second of the one largest server
 */
record Load(
    double messages, double deliveries, double statusChanges, double presences, double largest) {

  static Load of(Inputs inputs, Servers servers) {
    var peak = inputs.of("messages.peak");
    var all = peak * inputs.of("messages.per-minute") / 60;
    var direct = inputs.of("messages.direct") * all;
    // Both people of a direct message get it, if they are there.
    var share = inputs.of("people.connected") / inputs.of("people.registered");
    var delivered =
        direct * (1 + share) + peak * servers.sum(bin -> bin.messages() * bin.connected());
    var changes = changesPerPerson(inputs) * inputs.of("people.connected");
    var last = servers.bins().getLast();
    return new Load(
        all,
        delivered,
        changes,
        presences(inputs, servers, changes),
        peak * last.messages() / last.count() * last.connected());
  }

  /** Of a connected person, a second: comes, goes, and is idle and back. */
  private static double changesPerPerson(Inputs inputs) {
    return (2 / inputs.of("people.session-hours") + inputs.of("people.status-changes")) / 3600;
  }

  /** To everybody connected in small servers; of large ones to who has those rows in sight. */
  private static double presences(Inputs inputs, Servers servers, double changes) {
    var limit = inputs.of("cost.presence-limit");
    var small =
        servers.sum(bin ->
            bin.members() > limit
                ? 0
                : bin.count() * bin.connected() * Math.max(0, bin.connected() - 1));
    var looked =
        inputs.of("people.looking") * inputs.of("people.list-rows") * inputs.of("people.connected");
    return changes / inputs.of("people.connected") * (small + looked);
  }

  /** Records a second that the logs carry. */
  double records() {
    return messages + statusChanges;
  }
}
