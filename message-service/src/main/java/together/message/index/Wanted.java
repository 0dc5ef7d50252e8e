package together.message.index;

import java.util.List;
import java.util.Set;

/**
 * What a search may find.
 *
 * @param scope the guild; a private channel
 * @param channels those that may be read; each of the scope
 * @param grams all of which a message must have
 * @param after ids above
 * @param before ids below
 */
public record Wanted(long scope, Set<Long> channels, List<Gram> grams, long after, long before) {
  boolean includes(Place place) {
    return place.id() > after && place.id() < before && channels.contains(place.channelId());
  }

  /** Where a message is. */
  public record Place(long channelId, long id) {}
}
