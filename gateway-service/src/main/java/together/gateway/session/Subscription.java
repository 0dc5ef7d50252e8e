package together.gateway.session;

import java.util.List;
import java.util.Set;
import together.gateway.memberlist.Range;

/**
 * What a socket wants to see of one guild.
 *
 * @param ranges of the member list
 * @param typingChannels where it wants to see who types
 */
record Subscription(long guildId, List<Range> ranges, Set<Long> typingChannels) {
  static final int MOST_RANGES = 5;
  static final int MOST_CHANNELS = 50;

  boolean isEmpty() {
    return ranges.isEmpty() && typingChannels.isEmpty();
  }
}
