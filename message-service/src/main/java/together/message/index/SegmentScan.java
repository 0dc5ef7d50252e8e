package together.message.index;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.message.index.SegmentRepository.PartKey;
import together.message.index.Wanted.Place;

/**
 * Goes through the segments of a scope, the newest first, in batches that grow: what is said often
 * is found in the first, what is rare takes few round trips. Confined to a transaction that sees
 * one moment.
 */
public final class SegmentScan {
  private static final int MOST_IN_BATCH = 64;

  /** So many of the grams say nearly as much as all of them; the rarest do. */
  private static final int ENOUGH_GRAMS = 5;

  /** The first segment says which are the rarest of at most so many. */
  private static final int MOST_GRAMS = 24;

  private static final int MOST_CHANNEL_GRAMS = 4;

  private final SegmentRepository repository;
  private final Connection connection;
  private final Wanted wanted;
  private final List<Segment> segments;
  private final List<Gram> channels;
  private List<Gram> grams;
  private int next;
  private int batch = 1;

  SegmentScan(
      SegmentRepository repository, Connection connection, Wanted wanted, List<Segment> segments) {
    this.repository = repository;
    this.connection = connection;
    this.wanted = wanted;
    this.segments = segments;
    grams = spread(wanted.grams());
    channels =
        wanted.channels().size() <= MOST_CHANNEL_GRAMS
            ? wanted.channels().stream().map(Gram::channel).toList()
            : List.of();
  }

  /** Whether there are segments left. */
  public boolean hasNext() {
    return next < segments.size();
  }

  /** No message of the segments that are left has a greater id. */
  public long greatestLeft() {
    return hasNext() ? segments.get(next).greatestId() : Long.MIN_VALUE;
  }

  /** The messages of the next batch that may be meant, by descending id. */
  public List<Place> next() throws SQLException {
    var now = segments.subList(next, Math.min(segments.size(), next + batch));
    next += now.size();
    batch = Math.min(MOST_IN_BATCH, batch * 2);
    var found = new HashMap<Segment, BitSet>();
    var parts = repository.parts(connection, wanted.scope(), keys(now));
    var counts = new HashMap<Gram, Integer>();
    for (var segment : now) {
      var numbers = numbers(segment, parts, counts);
      if (!numbers.isEmpty()) {
        found.put(segment, numbers);
      }
    }
    if (grams.size() > ENOUGH_GRAMS) {
      grams =
          grams.stream()
              .sorted(Comparator.comparing(gram -> counts.getOrDefault(gram, 0)))
              .limit(ENOUGH_GRAMS)
              .toList();
    }
    return places(found);
  }

  /** Not more than some, from all over the list. */
  private static List<Gram> spread(List<Gram> grams) {
    if (grams.size() <= MOST_GRAMS) {
      return grams;
    }
    var some = new ArrayList<Gram>();
    for (int i = 0; i < MOST_GRAMS; i++) {
      some.add(grams.get(i * grams.size() / MOST_GRAMS));
    }
    return some;
  }

  private Set<PartKey> keys(List<Segment> now) {
    var keys = new HashSet<PartKey>();
    for (var segment : now) {
      grams.forEach(gram -> keys.add(new PartKey(segment.number(), segment.part(gram))));
      channels.forEach(gram -> keys.add(new PartKey(segment.number(), segment.part(gram))));
    }
    return keys;
  }

  private BitSet numbers(Segment segment, Map<PartKey, byte[]> parts, Map<Gram, Integer> counts) {
    var numbers = new BitSet(segment.messages());
    numbers.set(0, segment.messages());
    for (var gram : grams) {
      var having = having(segment, gram, parts);
      counts.merge(gram, having.cardinality(), Integer::sum);
      numbers.and(having);
    }
    if (!channels.isEmpty()) {
      var inChannels = new BitSet(segment.messages());
      channels.forEach(gram -> inChannels.or(having(segment, gram, parts)));
      numbers.and(inChannels);
    }
    return numbers;
  }

  private static BitSet having(Segment segment, Gram gram, Map<PartKey, byte[]> parts) {
    byte @Nullable [] part = parts.get(new PartKey(segment.number(), segment.part(gram)));
    return part == null ? new BitSet() : PartReader.find(part, gram, segment.messages());
  }

  private List<Place> places(Map<Segment, BitSet> found) throws SQLException {
    var keys = new HashSet<PartKey>();
    found.forEach((segment, numbers) ->
        numbers.stream()
            .forEach(number ->
                keys.add(new PartKey(segment.number(), SegmentLayout.namingPart(number)))));
    var named = repository.parts(connection, wanted.scope(), keys);
    var places = new ArrayList<Place>();
    found.forEach((segment, numbers) ->
        numbers.stream()
            .mapToObj(number -> place(segment, number, named))
            .filter(wanted::includes)
            .forEach(places::add));
    places.sort(Comparator.comparingLong(Place::id).reversed());
    return places;
  }

  private static Place place(Segment segment, int number, Map<PartKey, byte[]> named) {
    var key = new PartKey(segment.number(), SegmentLayout.namingPart(number));
    var part = named.get(key);
    if (part == null) {
      throw new IllegalStateException("segment " + segment + " does not name its messages");
    }
    var name = ByteBuffer.wrap(part, number % SegmentLayout.NAMED_IN_PART * 16, 16);
    return new Place(name.getLong(), name.getLong());
  }
}
