package together.message.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the parts of a segment. Confined to one thread. */
final class SegmentWriter {
  private final int partBits;
  private long[] pairs = new long[1 << 16];
  private int size;
  private final Map<Integer, byte[]> parts = new TreeMap<>();

  private SegmentWriter(int partBits) {
    this.partBits = partBits;
  }

  /** The parts by their number; the messages have ascending ids. */
  static Map<Integer, byte[]> parts(List<Indexed> messages) {
    var writer = new SegmentWriter(SegmentLayout.partBits(messages.size()));
    for (int number = 0; number < messages.size(); number++) {
      writer.add(number, messages.get(number));
    }
    writer.name(messages);
    writer.write();
    return writer.parts;
  }

  private void add(int number, Indexed message) {
    Gram.ofText(FoldedText.fold(message.content()), gram -> add(number, gram));
    add(number, Gram.author(message.authorId()));
    add(number, Gram.channel(message.channelId()));
    message.mentions().forEach(user -> add(number, Gram.mention(user)));
    message.features().forEach(has -> add(number, has.gram()));
  }

  private void add(int number, Gram gram) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, size * 2);
    }
    int known = gram.coarse() ? number >>> SegmentLayout.BLOCK_BITS : number;
    pairs[size++] = ((long) gram.hash() << 32) | known;
  }

  private void name(List<Indexed> messages) {
    for (int from = 0; from < messages.size(); from += SegmentLayout.NAMED_IN_PART) {
      int to = Math.min(messages.size(), from + SegmentLayout.NAMED_IN_PART);
      var names = ByteBuffer.allocate((to - from) * 16);
      messages
          .subList(from, to)
          .forEach(message -> names.putLong(message.channelId()).putLong(message.id()));
      parts.put(SegmentLayout.namingPart(from), names.array());
    }
  }

  /** By hash, and so by part; the numbers of each gram ascending. */
  private void write() {
    Arrays.sort(pairs, 0, size);
    var part = new ByteArrayOutputStream();
    for (int from = 0; from < size; ) {
      int hash = (int) (pairs[from] >>> 32);
      int to = from + 1;
      while (to < size && (int) (pairs[to] >>> 32) == hash) {
        to++;
      }
      gram(part, hash, from, to);
      int number = SegmentLayout.part(hash, partBits);
      if (to == size || SegmentLayout.part((int) (pairs[to] >>> 32), partBits) != number) {
        parts.put(number, part.toByteArray());
        part.reset();
      }
      from = to;
    }
  }

  private void gram(ByteArrayOutputStream part, int hash, int from, int to) {
    var numbers = new ByteArrayOutputStream();
    int last = -1;
    for (int i = from; i < to; i++) {
      int number = (int) pairs[i];
      if (number != last) {
        varint(numbers, number - last - 1);
        last = number;
      }
    }
    int bitmapBytes = last / 8 + 1;
    boolean bitmap = bitmapBytes < numbers.size();
    part.write(hash >>> 8);
    part.write(hash);
    varint(part, (bitmap ? bitmapBytes : numbers.size()) * 2 + (bitmap ? 1 : 0));
    part.writeBytes(bitmap ? bitmap(from, to, bitmapBytes) : numbers.toByteArray());
  }

  private byte[] bitmap(int from, int to, int bytes) {
    var bits = new byte[bytes];
    for (int i = from; i < to; i++) {
      int number = (int) pairs[i];
      bits[number / 8] |= (byte) (1 << (number % 8));
    }
    return bits;
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int left = value;
    while (left >= 0x80) {
      out.write(left | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }
}
