package together.message.index;

/**
 * How a segment lies in {@code search_parts}. Its messages are numbered by ascending id.
 *
 * <p>Part p ≥ 0 has the grams whose hash begins with p, each as: 16 bits of its hash; a varint, the
 * length of what follows in bytes times two, plus one for a bitmap; then the numbers of the
 * messages that have it, as a bitmap or as varints of the differences. A coarse gram has numbers of
 * blocks of 16 messages. Part -1 - c has the messages 64 c to 64 c + 63: channel and id, 8 bytes
 * each.
 */
final class SegmentLayout {
  /** As many messages as a segment may have. */
  static final int MOST_MESSAGES = 8192;

  /** Messages of a block, which is what a coarse gram is known of. */
  static final int BLOCK_BITS = 4;

  static final int NAMED_IN_PART = 64;
  private static final int HASH_BITS = 31;

  private SegmentLayout() {}

  /** How many bits of a hash say in which part it is: parts of some hundred bytes to two KiB. */
  static int partBits(int messages) {
    return Math.clamp(28 - Integer.numberOfLeadingZeros(Math.max(messages, 8)), 4, 10);
  }

  static int part(int hash, int partBits) {
    return hash >>> (HASH_BITS - partBits);
  }

  static int namingPart(int number) {
    return -1 - number / NAMED_IN_PART;
  }
}
