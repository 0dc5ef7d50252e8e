package together.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeneratedCorpusTest {

  @Test
  void isTheSameForTheSameSeed() {
    assertEquals(GeneratedCorpus.of(7, 2), GeneratedCorpus.of(7, 2));
  }

  @Test
  void growsByWholeDaysWithoutChangingTheFirst() {
    assertEquals(
        GeneratedCorpus.of(7, 1).days().getFirst(), GeneratedCorpus.of(7, 3).days().getFirst());
  }

  @Test
  void answersOnlyWhatWasSaidBefore() {
    assertTrue(
        GeneratedCorpus.of(7, 1)
            .messages()
            .allMatch(message -> message.replyTo() < message.line()));
  }
}
