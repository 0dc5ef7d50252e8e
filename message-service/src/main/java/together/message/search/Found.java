package together.message.search;

import java.util.List;
import together.message.post.MessageRow;

/**
 * Hits, the newest first.
 *
 * @param from every hit with this id or a greater one is among them; there may be more that are
 *     older, unless this is {@link Long#MIN_VALUE}
 */
record Found(List<MessageRow> rows, long from) {
  boolean isAll() {
    return from == Long.MIN_VALUE;
  }
}
