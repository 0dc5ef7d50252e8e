package together.bench.growth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import together.e2e.client.Connection;

/** Reads of one caller, one after the other, straight from message-service. */
public final class Reads {
  private final Connection messages;
  private final Channels channels;
  private final ChatText texts;
  private final Filling filling;
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  public Reads(Connection messages, Channels channels, ChatText texts, Filling filling) {
    this.messages = messages;
    this.channels = channels;
    this.texts = texts;
    this.filling = filling;
  }

  /** Pages of 50, each at any depth of any channel; microseconds. */
  public Histogram histories(int count) {
    return times(
        count,
        () ->
            "/api/channels/%d/messages?before=%d"
                .formatted(any(), filling.id(random.nextLong(filling.done()))));
  }

  /** First pages of searches in a server of each kind; microseconds. */
  public Map<String, Histogram> searches(int ofEach) {
    int words = texts.vocabulary();
    var kinds = new LinkedHashMap<String, Supplier<String>>();
    kinds.put("one of the 100 commonest words", () -> texts.word(random, 0, 100));
    kinds.put("one of the next 2,000", () -> texts.word(random, 100, 2_100));
    kinds.put("a rarer word", () -> texts.word(random, 2_100, words));
    kinds.put("two words of one message", () -> texts.pair(random));
    kinds.put("a part of a word", () -> part(texts.word(random, 2_100, words)));
    kinds.put("one or two letters", () -> letters());
    kinds.put("what nobody says", () -> "q" + Long.toString(random.nextLong(1L << 40), 36));
    var times = new LinkedHashMap<String, Histogram>();
    kinds.forEach((kind, q) -> times.put(kind, times(ofEach, () -> inServer(q.get()))));
    times.put(
        "in one channel, one of the next 2,000",
        times(
            ofEach,
            () ->
                "/api/channels/%d/messages/search?q=%s"
                    .formatted(any(), encoded(texts.word(random, 100, 2_100)))));
    times.put(
        "by an author, one of the next 2,000",
        times(
            ofEach,
            () ->
                inServer(texts.word(random, 100, 2_100))
                    + "&author_id="
                    + channels.authors().get(random.nextInt(channels.authors().size()))));
    times.put(
        "ranked, one of the 100 commonest words",
        times(ofEach, () -> inServer(texts.word(random, 0, 100)) + "&sort=relevance"));
    return times;
  }

  private String inServer(String q) {
    long guild = channels.guilds().get(random.nextInt(channels.guilds().size()));
    return "/api/servers/%d/messages/search?q=%s".formatted(guild, encoded(q));
  }

  private long any() {
    return channels.channels().get(random.nextInt(channels.channels().size()));
  }

  private String letters() {
    var word = texts.word(random, 0, 5_000);
    int begin = random.nextInt(word.length());
    return word.substring(begin, Math.min(word.length(), begin + 1 + random.nextInt(2)));
  }

  private String part(String word) {
    if (word.length() < 5) {
      return word;
    }
    int begin = random.nextInt(word.length() - 3);
    return word.substring(begin, Math.min(word.length(), begin + 4));
  }

  private static String encoded(String q) {
    return URLEncoder.encode(q, StandardCharsets.UTF_8);
  }

  private Histogram times(int count, Supplier<String> paths) {
    var micros = new Histogram(3);
    for (int number = 0; number < count; number++) {
      var token = channels.tokens().get(number % channels.tokens().size());
      var path = paths.get();
      long begin = System.nanoTime();
      var answer = messages.ask("GET", path, Map.of("authorization", "Bearer " + token), null);
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
      if (!answer.ok()) {
        throw new IllegalStateException(
            path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
    return micros;
  }
}
