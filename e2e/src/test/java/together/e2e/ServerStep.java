package together.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One operation on a server, with numbers instead of ids: which role, channel or person they mean
 * depends on what there is when it is done, so that any part of a sequence is a sequence too.
 *
 * @param actor who tries it
 * @param first what it is done to
 * @param second what else it names
 * @param allow permission bits
 * @param deny other permission bits
 */
record ServerStep(Kind kind, int actor, int first, int second, long allow, long deny) {
  enum Kind {
    RENAME,
    CREATE_ROLE,
    CHANGE_ROLE,
    DELETE_ROLE,
    ORDER_ROLES,
    SET_ROLES,
    NICK,
    TIME_OUT,
    CREATE_CHANNEL,
    CHANGE_CHANNEL,
    DELETE_CHANNEL,
    ORDER_CHANNELS,
    OVERRIDE_ROLE,
    OVERRIDE_MEMBER,
    DROP_OVERRIDE,
    JOIN,
    LEAVE,
    KICK,
    BAN,
    UNBAN,
    /** A watcher's connection breaks, and comes back by RESUME. */
    BREAK
  }

  /** Of those that decide what is seen and who may change it; VIEW_CHANNEL most often. */
  private static final long[] BITS = {1L << 10, 1L << 10, 1L << 10, 1L << 4, 1L << 28, 1L << 11};

  static List<ServerStep> random(long seed, int count) {
    var random = new Random(seed);
    var kinds = Kind.values();
    var steps = new ArrayList<ServerStep>();
    for (int i = 0; i < count; i++) {
      long allow = bits(random);
      steps.add(
          new ServerStep(
              kinds[random.nextInt(kinds.length)],
              random.nextInt(1_000),
              random.nextInt(1_000),
              random.nextInt(1_000),
              allow,
              bits(random) & ~allow));
    }
    return steps;
  }

  private static long bits(Random random) {
    long bits = 0;
    for (int i = random.nextInt(3); i > 0; i--) {
      bits |= BITS[random.nextInt(BITS.length)];
    }
    return bits;
  }
}
