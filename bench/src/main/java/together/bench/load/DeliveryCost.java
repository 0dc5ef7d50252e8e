package together.bench.load;

import java.util.Locale;
import together.bench.receive.Receiver;

/**
 * The gateway's CPU time a delivery: what it uses for posts into a channel whose members are all
 * connected, less what it uses for the same posts where nobody is (the edge's share).
 *
 * @param withMicros gateway, a post, members connected
 * @param withoutMicros the same, nobody connected
 * @param bytes of one delivery on the wire
 * @param generatorMicros a delivery
 */
record DeliveryCost(
    int members,
    int rate,
    boolean whole,
    double withMicros,
    double withoutMicros,
    double bytes,
    double generatorMicros) {
  static final String HEADER =
      """
      | connected | posts/s | deliveries/s | gateway µs a post | the same, nobody connected \
      | gateway µs a delivery | bytes a delivery | generator µs a delivery | lost, doubled, refused |
      |---|---|---|---|---|---|---|---|---|
      """;

  private static final int AUTHORS = 100;
  private static final int TIMES = 2;

  /** Two channels to post into: one whose members are connected, one whose are not. */
  record Rooms(
      int members, OpenLoop.Posts here, OpenLoop.Posts away, Receiver receiver, Step.Clock clock) {

    static Rooms of(Target target, Crowd crowd, Receiver receiver) {
      var strangers = target.strangers(AUTHORS, "nobody");
      return new Rooms(
          crowd.members().size(),
          new HttpPosts(target, crowd, AUTHORS, crowd.channel("cost")),
          new HttpPosts(target, strangers, AUTHORS, strangers.channel("cost")),
          receiver,
          target::cpu);
    }

    /** Both alike, in turn, so that what changes on the machine meanwhile meets both. */
    DeliveryCost measure(int rate, int seconds) {
      double with = 0;
      double without = 0;
      double generator = 0;
      long posts = 0;
      long deliveries = 0;
      long bytes = 0;
      var whole = true;
      for (var time = 0; time < TIMES; time++) {
        var connected = Step.run(here, receiver, members, rate, seconds, clock);
        var edge = Step.run(away, receiver, 0, rate, seconds, clock);
        with += connected.cpu().gateway();
        without += edge.cpu().gateway();
        generator += connected.cpu().generator() - edge.cpu().generator();
        posts += connected.delivery().posts();
        deliveries += connected.deliveries();
        bytes += connected.bytes();
        whole &= connected.delivery().whole() && edge.delivery().whole();
      }
      return new DeliveryCost(
          members,
          rate,
          whole,
          1e6 * with / posts,
          1e6 * without / posts,
          (double) bytes / Math.max(1, deliveries),
          1e6 * generator / Math.max(1, deliveries));
    }
  }

  /** Gateway CPU of one delivery, microseconds. */
  double micros() {
    return (withMicros - withoutMicros) / members;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %,d | %.0f | %.0f | %.2f | %.0f | %.2f | %s |",
        members,
        rate,
        (long) rate * members,
        withMicros,
        withoutMicros,
        micros(),
        bytes,
        generatorMicros,
        whole ? "none" : "some");
  }
}
