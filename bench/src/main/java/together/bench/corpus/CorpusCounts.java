package together.bench.corpus;

/**
 * What reading met, for the summary.
 *
 * @param notMessages joins, parts, actions, notices
 * @param empty messages without any text, left out: the platform takes none
 * @param notUtf8 read as windows-1252
 * @param controls had control characters, which became spaces
 * @param overlong cut to the platform's limit
 * @param lostReplies answers to a line that is no message
 */
public record CorpusCounts(
    int notMessages, int empty, int notUtf8, int controls, int overlong, int lostReplies) {
  public static final CorpusCounts NONE = new CorpusCounts(0, 0, 0, 0, 0, 0);

  CorpusCounts plus(CorpusCounts other) {
    return new CorpusCounts(
        notMessages + other.notMessages,
        empty + other.empty,
        notUtf8 + other.notUtf8,
        controls + other.controls,
        overlong + other.overlong,
        lostReplies + other.lostReplies);
  }
}
