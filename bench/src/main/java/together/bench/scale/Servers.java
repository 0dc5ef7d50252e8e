package together.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A heavy-tailed mix of servers: sizes drawn from a Pareto distribution cut at the largest, until
 * all memberships are given away; and how many messages each is meant to have.
 *
 * @param bins servers of one size, the small ones first
 */
record Servers(List<Bin> bins) {
  /** Above, sizes are rounded to 1 %. */
  private static final int EXACT = 100;

  private static final double ROUNDED = Math.log(1.01);

  /**
   * @param members of each
   * @param connected of each, on average
   * @param messages a second of all servers of this size together
   */
  record Bin(int members, long count, double connected, double messages) {}

  Servers {
    bins = List.copyOf(bins);
  }

  static Servers draw(Inputs inputs) {
    var counts = sizes(inputs);
    var share = inputs.of("people.connected") / inputs.of("people.registered");
    var exponent = inputs.of("messages.crowd-exponent");
    double weights = 0;
    for (var size : counts.entrySet()) {
      weights += size.getValue() * Math.pow(size.getKey() * share, exponent);
    }
    var rate = inputs.of("messages.per-minute") / 60 * (1 - inputs.of("messages.direct")) / weights;
    var bins = new ArrayList<Bin>();
    counts.forEach((members, count) -> {
      var connected = members * share;
      bins.add(new Bin(members, count, connected, rate * count * Math.pow(connected, exponent)));
    });
    return new Servers(bins);
  }

  private static TreeMap<Integer, Long> sizes(Inputs inputs) {
    var random = new SplittableRandom((long) inputs.of("people.seed"));
    var largest = inputs.of("servers.largest");
    var tail = inputs.of("servers.tail");
    var cut = 1 - Math.pow(largest, -tail);
    var left = inputs.of("people.registered") * inputs.of("people.servers");
    var counts = new TreeMap<Integer, Long>();
    // The largest there may be is there once, whatever is drawn.
    counts.merge((int) largest, 1L, Long::sum);
    left -= largest;
    while (left > 0) {
      var drawn = Math.pow(1 - random.nextDouble() * cut, -1 / tail);
      var size = (int) Math.min(left, Math.floor(rounded(drawn)));
      counts.merge(Math.max(1, size), 1L, Long::sum);
      left -= Math.max(1, size);
    }
    return counts;
  }

  private static double rounded(double size) {
    return size <= EXACT ? size : Math.exp(Math.round(Math.log(size) / ROUNDED) * ROUNDED);
  }

  /** The same servers, writing so many times as much. */
  Servers writing(double times) {
    return new Servers(
        bins.stream()
            .map(
                bin -> new Bin(bin.members(), bin.count(), bin.connected(), times * bin.messages()))
            .toList());
  }

  /** The sum of something over all servers; the function is given one server of each size. */
  double sum(java.util.function.ToDoubleFunction<Bin> of) {
    return bins.stream().mapToDouble(of).sum();
  }
}
