package together.gateway.session;

/**
 * What a client's state of a guild already contains: events up to these are not sent again.
 *
 * @param revision of the guild log
 * @param voiceSeq of the guild's voice log
 */
record Contained(long revision, long voiceSeq) {
  /** The client's state is at its cursor: whatever comes after it is new. */
  static final Contained NOTHING_MORE = new Contained(0, 0);
}
