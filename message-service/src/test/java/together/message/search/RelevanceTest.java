package together.message.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelevanceTest {
  private static void assertBetter(String better, String worse, String... words) {
    var of = List.of(words);
    assertTrue(Relevance.of(better, of) > Relevance.of(worse, of), better + " > " + worse);
  }

  @Test
  void aWordBeatsABeginningAndThatAPart() {
    assertBetter("the sound is off", "sounds are off!!", "sound");
    assertBetter("sounds are off", "ultrasound off!", "sound");
  }

  @Test
  void wordsThatStandTogetherBeatScatteredOnes() {
    assertBetter("a kernel panic here", "panic in the kernel", "kernel", "panic");
  }

  @Test
  void saidTwiceBeatsOnceAndShortBeatsLong() {
    assertBetter("sound, sound", "sound, quiet", "sound");
    assertBetter("sound", "sound " + "and so on ".repeat(20), "sound");
  }

  @Test
  void withoutWordsAllAreAlike() {
    assertEquals(0, Relevance.of("anything", List.of()));
  }
}
