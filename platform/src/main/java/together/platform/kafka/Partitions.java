package together.platform.kafka;

/**
 * Which of n partitions or shards a numeric key belongs to. Part of the contract: changing it moves
 * every key.
 */
public final class Partitions {
  private Partitions() {}

  /**
   * In 0..count-1; ids that differ only in their low bits spread evenly (the finaliser of
   * SplitMix64).
   */
  public static int of(long key, int count) {
    long z = key + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(z ^ (z >>> 31), count);
  }
}
