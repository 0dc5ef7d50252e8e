package together.message.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HighlightsTest {
  private static List<String> said(String content, String... words) {
    return Highlights.of(content, List.of(words)).stream()
        .map(place -> content.substring(place.start(), place.end()))
        .toList();
  }

  @Test
  void showsEveryPlaceInTheTextsOwnWriting() {
    assertEquals(List.of("Kernel", "kernel"), said("Kernel panic, 🎉 not kernels", "kernel"));
    assertEquals(List.of("STRASSE", "Straße"), said("STRASSE und Straße", "strasse"));
    assertEquals(List.of("日本"), said("私は日本に住む", "日本"));
  }

  @Test
  void overlappingAndTouchingPlacesAreOne() {
    assertEquals(List.of("kernel"), said("kernel", "kern", "nel"));
    assertEquals(List.of("wireless"), said("wireless", "wire", "less"));
  }

  @Test
  void halfOfALetterIsTheWholeLetter() {
    assertEquals(List.of("ß"), said("aßb", "s"));
  }

  @Test
  void stopsAtAHundred() {
    var content = String.join(" ", Stream.generate(() -> "x").limit(500).toList());
    assertEquals(100, said(content, "x").size());
  }
}
