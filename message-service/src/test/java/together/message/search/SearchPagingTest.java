package together.message.search;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.search.SearchHouse.House;
import together.message.testing.MessagePlatform;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class SearchPagingTest {
  @Inject SearchHouse houses;
  private House house;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void talk() {
    house = houses.build();
    for (int i = 0; i < 130; i++) {
      long channel = i % 3 == 0 ? house.secret() : house.general();
      var word = i % 2 == 0 ? "apples" : "apple";
      said.addFirst(houses.say(house, channel, word + " " + "and so on ".repeat(i % 7)));
    }
  }

  private List<String> pages(Map<String, String> search, int limit, boolean arriving) {
    var all = new ArrayList<String>();
    @Nullable String next = null;
    do {
      var parameters = new HashMap<String, Object>(search);
      parameters.put("limit", limit);
      if (next != null) {
        parameters.put("next", next);
      }
      var page =
          houses.inServer(house.author(), house, parameters).then().statusCode(200).extract();
      List<String> ids = page.path("messages.id");
      assertTrue(ids.size() <= limit);
      all.addAll(ids);
      next = page.path("next");
      if (arriving) {
        houses.say(house, house.general(), "apple apple");
      }
    } while (next != null);
    return all;
  }

  @Test
  void pagesAreStableWhileMessagesArriveAndAreIndexed() {
    assertEquals(said, pages(Map.of("q", "apple"), 25, true));
    houses.index(house, house.general(), said.get(1));
    assertEquals(
        said, pages(Map.of("q", "apple", "before", "" + (id(said.getFirst()) + 1)), 7, true));
  }

  @Test
  void rankedPagesAreStableToo() {
    var ranked = pages(Map.of("q", "apple", "sort", "relevance"), 30, true);
    assertEquals(130, ranked.size());
    assertEquals(new HashSet<>(said), new HashSet<>(ranked));
  }

  @Test
  void aTokenIsOfItsSearchAlone() {
    String next =
        houses
            .inServer(house.author(), house, Map.of("q", "apple", "limit", 10))
            .then()
            .extract()
            .path("next");
    for (var other :
        List.of(
            Map.of("q", "apples", "next", next),
            Map.of("q", "apple", "has", "link", "next", next),
            Map.of("q", "apple", "sort", "relevance", "next", next))) {
      houses
          .inServer(house.author(), house, other)
          .then()
          .statusCode(422)
          .body("errors.field", contains("next"))
          .body("errors[0].code", equalTo("OF_ANOTHER_SEARCH"));
    }
    houses
        .inChannel(house.author(), house.general(), Map.of("q", "apple", "next", next))
        .then()
        .statusCode(422);
    houses
        .inServer(house.author(), house, Map.of("q", " APPLE ", "limit", 20, "next", next))
        .then()
        .statusCode(200)
        .body("messages.id", equalTo(said.subList(10, 30)));
  }

  private static long id(String text) {
    return Long.parseLong(text);
  }
}
