package together.message.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import together.message.search.SearchHouse.House;
import together.message.testing.MessagePlatform;

/**
 * What is found is what a look at every message finds, whatever is posted, edited and deleted while
 * segments are made.
 */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class SearchOracleTest {
  private static final List<String> WORDS =
      List.of("the", "Sound", "soundcard", "card", "a", "zq", "grün", "日本語", "no", "Kernel", "nel");
  private static final List<String> QUERIES =
      List.of(
          "the",
          "sound",
          "card sound",
          "SOUNDCARD",
          "a",
          "zq",
          "q",
          "rün",
          "本語",
          "nel",
          "kern no",
          "nothing like it",
          "o",
          "the the",
          "d c");

  @Inject SearchHouse houses;
  private final Random random = new Random(20);
  private final Map<String, String> said = new TreeMap<>();
  private final Map<String, Long> where = new TreeMap<>();

  private String text() {
    return random
        .ints(1 + random.nextInt(4), 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(random.nextInt(5) == 0 ? "" : " "));
  }

  private void change(House house) {
    var ids = new ArrayList<>(said.keySet());
    int what = random.nextInt(10);
    if (ids.size() < 10 || what < 7) {
      long channel = random.nextBoolean() ? house.general() : house.secret();
      var text = text();
      var id = houses.say(house, channel, text);
      said.put(id, text);
      where.put(id, channel);
      return;
    }
    var id = ids.get(random.nextInt(ids.size()));
    long channel = where.getOrDefault(id, 0L);
    if (what == 9) {
      houses.delete(house, channel, id);
      said.remove(id);
    } else {
      var text = text();
      houses.edit(house, channel, id, text);
      said.put(id, text);
    }
  }

  private List<String> lookedFor(String query) {
    var words = List.of(query.toLowerCase(Locale.ROOT).split(" ", -1));
    return said.entrySet().stream()
        .filter(entry -> {
          var text = entry.getValue().toLowerCase(Locale.ROOT);
          return words.stream().allMatch(text::contains);
        })
        .map(Map.Entry::getKey)
        .sorted(Comparator.<String>comparingLong(Long::parseLong).reversed())
        .limit(100)
        .toList();
  }

  @Test
  void findsWhatALookAtEveryMessageFinds() {
    var house = houses.build();
    for (int i = 0; i < 400; i++) {
      change(house);
      var query = QUERIES.get(random.nextInt(QUERIES.size()));
      var found = houses.find(house, Map.of("q", query, "limit", 100));
      assertEquals(lookedFor(query), found, query + " after " + i + " changes");
    }
  }
}
