package together.bench.corpus;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Chat of a fixed seed, the same on every machine, for where the real corpus is not at hand. */
public final class GeneratedCorpus {
  private static final int PEOPLE = 400;
  private static final int MESSAGES_A_DAY = 1000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final List<String> WORDS =
      List.of(
          "the", "a", "is", "it", "to", "and", "I", "you", "how", "server", "channel", "install",
          "update", "works", "broken", "thanks", "hello", "try", "again", "kernel", "sound",
          "driver", "screen", "maybe", "naïve", "größer", "привет", "ありがとう", "🙂", "why", "not");

  private final Random random;

  private GeneratedCorpus(long seed) {
    random = new Random(seed);
  }

  public static Corpus of(long seed, int days) {
    var generator = new GeneratedCorpus(seed);
    return new Corpus(
        "Generated", IntStream.range(0, days).mapToObj(generator::day).toList(), CorpusCounts.NONE);
  }

  private ChatDay day(int number) {
    var name = FIRST_DAY.plusDays(number).toString();
    var messages = new ArrayList<ChatMessage>();
    for (var line = 0; line < MESSAGES_A_DAY; line++) {
      var reply = line > 0 && random.nextInt(3) == 0;
      var parent = reply ? Math.max(0, line - 1 - random.nextInt(20)) : ChatMessage.NO_REPLY;
      messages.add(new ChatMessage(line, nick(), text(), parent));
    }
    return new ChatDay(name, "generated-" + name, messages);
  }

  /** A few talk a lot, most a little, as people do. */
  private String nick() {
    var skewed = Math.pow(random.nextDouble(), 3) * PEOPLE;
    return "person" + (int) skewed;
  }

  private String text() {
    return random
        .ints(3 + random.nextInt(15), 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(" "));
  }
}
