package together.message.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentTest {
  private static final List<String> WORDS =
      List.of(
          "the",
          "kernel",
          "a",
          "is",
          "größer",
          "日本語",
          "ภาษาไทย",
          "x",
          "wireless",
          "zq",
          "مرحبا",
          "🎉",
          "https://example.org/path?q=1");

  private static Indexed message(int number, String content) {
    return new Indexed(
        7 + number % 3,
        1000L + number * 5L,
        number % 10,
        content,
        number % 50 == 0 ? List.of(99L) : List.of(),
        content.contains("https://") ? List.of(Has.LINK) : List.of());
  }

  private static List<Indexed> messages(int count, Random random) {
    var messages = new ArrayList<Indexed>();
    for (int i = 0; i < count; i++) {
      var words =
          random
              .ints(random.nextInt(6), 0, WORDS.size())
              .mapToObj(WORDS::get)
              .collect(Collectors.joining(" "));
      messages.add(message(i, words));
    }
    return messages;
  }

  private static BitSet find(Map<Integer, byte[]> parts, Gram gram, int messages) {
    var part = parts.get(new Segment(0, 0, 0, messages).part(gram));
    return part == null ? new BitSet() : PartReader.find(part, gram, messages);
  }

  @Property(tries = 30)
  void noMessageThatContainsAWordIsMissed(
      @ForAll @IntRange(min = 1, max = 3000) int count, @ForAll long seed) {
    var messages = messages(count, new Random(seed));
    var parts = SegmentWriter.parts(messages);
    for (var word :
        List.of("the", "kern", "rößer", "本語", "ษาไ", "q", "zq", "رحب", "🎉", "n.org/")) {
      var folded = FoldedText.fold(word);
      for (var gram : Gram.ofWord(folded)) {
        var found = find(parts, gram, count);
        for (int i = 0; i < count; i++) {
          if (FoldedText.fold(messages.get(i).content()).contains(folded)) {
            assertTrue(found.get(i), word + " in " + messages.get(i));
          }
        }
        assertTrue(found.length() <= count);
      }
    }
  }

  @Test
  void ofThreeLettersItKnowsTheMessagesThemselves() {
    var messages = messages(4000, new Random(1));
    var found = find(SegmentWriter.parts(messages), Gram.ofWord("ker").iterator().next(), 4000);
    assertEquals(
        messages.stream().filter(message -> message.content().contains("ker")).count(),
        found.cardinality());
  }

  @Test
  void knowsAuthorsMentionsChannelsAndLinks() {
    var messages = messages(200, new Random(2));
    var parts = SegmentWriter.parts(messages);
    assertEquals(20, find(parts, Gram.author(3), 200).cardinality());
    assertEquals(4, find(parts, Gram.mention(99), 200).cardinality());
    assertEquals(67, find(parts, Gram.channel(7), 200).cardinality());
    assertEquals(
        messages.stream().filter(message -> !message.features().isEmpty()).count(),
        find(parts, Has.LINK.gram(), 200).cardinality());
    assertEquals(0, find(parts, Gram.author(55), 200).cardinality());
  }

  @Test
  void namesItsMessages() {
    var parts = SegmentWriter.parts(messages(130, new Random(3)));
    var last = ByteBuffer.wrap(parts.get(SegmentLayout.namingPart(129)), 129 % 64 * 16, 16);
    assertEquals(7 + 129 % 3, last.getLong());
    assertEquals(1000 + 129 * 5, last.getLong());
  }

  @Test
  void aWordsGramsAreOnlyItsOwn() {
    assertEquals(1, Gram.ofWord("a").size());
    assertEquals(1, Gram.ofWord("日本").size());
    assertEquals(4, Gram.ofWord("kernel").size());
    assertTrue(Gram.ofWord("日本").iterator().next().coarse());
  }
}
