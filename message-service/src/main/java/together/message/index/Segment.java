package together.message.index;

/** Some thousand messages of a scope, and what they have. */
record Segment(int number, long leastId, long greatestId, int messages) {
  int part(Gram gram) {
    return SegmentLayout.part(gram.hash(), SegmentLayout.partBits(messages));
  }
}
