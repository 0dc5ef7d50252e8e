package together.message.index;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** Reads what {@link SegmentWriter} has written. */
final class PartReader {
  private final byte[] data;
  private int at;

  private PartReader(byte[] data) {
    this.data = data;
  }

  /** The numbers of the messages of a segment that may have the gram. */
  static BitSet find(byte[] part, Gram gram, int messages) {
    var reader = new PartReader(part);
    var found = new BitSet(messages);
    while (reader.at < part.length) {
      int hash = ((part[reader.at] & 0xff) << 8) | (part[reader.at + 1] & 0xff);
      reader.at += 2;
      int header = reader.varint();
      int end = reader.at + header / 2;
      if (hash == (gram.hash() & 0xffff)) {
        reader.numbers(end, header % 2 == 1, gram.coarse(), found);
      }
      reader.at = end;
    }
    if (found.length() > messages) {
      // The last block may be shorter.
      found.clear(messages, found.length());
    }
    return found;
  }

  private void numbers(int end, boolean bitmap, boolean coarse, BitSet found) {
    if (bitmap) {
      BitSet.valueOf(ByteBuffer.wrap(data, at, end - at)).stream()
          .forEach(number -> add(number, coarse, found));
      return;
    }
    int number = -1;
    while (at < end) {
      number += varint() + 1;
      add(number, coarse, found);
    }
  }

  private static void add(int number, boolean coarse, BitSet found) {
    if (coarse) {
      int first = number << SegmentLayout.BLOCK_BITS;
      found.set(first, first + (1 << SegmentLayout.BLOCK_BITS));
    } else {
      found.set(number);
    }
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = data[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
