package together.platform.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drops what is not newer than the last seen of its key, and counts gaps. Remembers the most recent
 * keys up to a bound. Confined to one thread.
 */
public final class SequenceFilter {
  private final Map<Long, Last> last;
  private long gaps;

  /** Changed in place: this is done for every record there is. */
  private static final class Last {
    long seq;

    Last(long seq) {
      this.seq = seq;
    }
  }

  public SequenceFilter(int mostKeys) {
    last =
        new LinkedHashMap<>(1024, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Last> eldest) {
            return size() > mostKeys;
          }
        };
  }

  /** Whether the event is new; an event without a sequence ({@code seq} 0) always is. */
  public boolean isNew(long key, long seq) {
    if (seq == 0) {
      return true;
    }
    var known = last.get(key);
    if (known == null) {
      last.put(key, new Last(seq));
      return true;
    }
    if (seq <= known.seq) {
      return false;
    }
    if (seq > known.seq + 1) {
      gaps++;
    }
    known.seq = seq;
    return true;
  }

  /** How many times a key's sequence jumped: each is a loss. */
  public long gaps() {
    return gaps;
  }
}
