package together.message.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SearchTokenTest {
  @Property(tries = 200)
  void isReadAsItWasWritten(
      @ForAll long query, @ForAll long newest, @ForAll int score, @ForAll long id) {
    var token = new SearchToken(query, newest, score, id);
    assertEquals(Optional.of(token), SearchToken.read(token.text()));
  }

  @Property(tries = 500)
  void anythingElseIsNone(@ForAll String text) {
    assertEquals(Optional.empty(), SearchToken.read(text));
  }

  @Test
  void ofAnotherVersionItIsNone() {
    var text = new SearchToken(1, 2, 3, 4).text();
    assertEquals(Optional.empty(), SearchToken.read("B" + text.substring(1)));
    assertEquals(Optional.empty(), SearchToken.read(text + "AAAA"));
  }
}
