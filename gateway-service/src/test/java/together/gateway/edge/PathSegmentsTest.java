package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;

class PathSegmentsTest {
  @Test
  void cutsAtSlashes() {
    assertArrayEquals(new String[] {"api", "users", "@me"}, PathSegments.of("/api/users/@me"));
    assertArrayEquals(new String[] {""}, PathSegments.of("/"));
    assertArrayEquals(new String[] {"api", ""}, PathSegments.of("/api/"));
  }

  @Test
  void leavesEncodingAsItIs() {
    assertEquals("%F0%9F%91%8D", PathSegments.of("/x/%F0%9F%91%8D")[1]);
    assertEquals("100%25", PathSegments.of("/x/100%25")[1]);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThrows(ProblemException.class, () -> PathSegments.of("/" + "a".repeat(2048)));
  }

  /** Whatever passes means the same to a server that decodes before it cuts. */
  @Property
  void readsTheSameBeforeAndAfterDecoding(
      @ForAll
          @StringLength(max = 24)
          @CharRange(from = 'a', to = 'f')
          @CharRange(from = '0', to = '9')
          @Chars({'/', '.', '%', ';', '\\', '2', 'e', 'f', 'F'})
          String tail) {
    String[] segments;
    try {
      segments = PathSegments.of("/" + tail);
    } catch (ProblemException e) {
      return;
    }
    var decoded = URLDecoder.decode(tail.replace("+", "%2B"), StandardCharsets.UTF_8);
    assertEquals(segments.length, decoded.split("/", -1).length);
    assertFalse(decoded.contains("\\"));
    assertFalse(("/" + decoded + "/").contains("/../"), decoded);
    assertFalse(("/" + decoded + "/").contains("/./"), decoded);
  }

  /** Nothing a client encodes as it should is refused. */
  @Property
  void takesEveryEncodedNameWithoutSlashesAndDots(
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = ' ', to = '~') String name) {
    var plain = name.replaceAll("[/\\\\%;*+~]", "x");
    if (plain.equals(".") || plain.equals("..")) {
      return;
    }
    var encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
    assertEquals(encoded, PathSegments.of("/files/" + encoded)[1]);
  }
}
