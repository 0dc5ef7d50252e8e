package together.platform.outbox;

import java.util.ArrayList;
import java.util.List;

/** What a consumer that drops repeats makes of a key's sequences. */
final class TestSequences {
  private TestSequences() {}

  static List<Long> withoutRepeats(List<Long> sequences) {
    var kept = new ArrayList<Long>();
    for (long seq : sequences) {
      if (kept.isEmpty() || seq > kept.getLast()) {
        kept.add(seq);
      }
    }
    return kept;
  }
}
