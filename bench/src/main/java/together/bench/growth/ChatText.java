package together.bench.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import together.bench.corpus.ChatMessage;
import together.bench.corpus.Corpus;
import together.bench.corpus.GeneratedCorpus;
import together.bench.corpus.IrcCorpus;

/**
 * What people have said, over and over: each time a message comes again it begins with other words
 * of the corpus, so that a text that was said once does not become common.
 */
public final class ChatText {
  private static final long SEED = 7;
  private static final int DAYS = 20;

  private final String name;
  private final List<String> texts;

  /** By how often they are said, the most frequent first. */
  private final List<String> words;

  private ChatText(String name, List<String> texts) {
    this.name = name;
    this.texts = texts;
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> {
      for (var word : words(text)) {
        counts.merge(word, 1, Integer::sum);
      }
    });
    words =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
  }

  /** CORPUS, else the real chat beside the project, else generated chat. */
  public static ChatText load(Path projectRoot) {
    var named = System.getenv("CORPUS");
    var zip =
        named == null || named.isBlank()
            ? projectRoot.resolve("../shared/data/irc-ubuntu/train.zip")
            : Path.of(named);
    try {
      var corpus = Files.exists(zip) ? IrcCorpus.read(zip) : GeneratedCorpus.of(SEED, DAYS);
      return of(corpus);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChatText of(Corpus corpus) {
    return new ChatText(corpus.name(), corpus.messages().map(ChatMessage::text).toList());
  }

  public String name() {
    return name;
  }

  public int size() {
    return texts.size();
  }

  /** The text of the message of this number. */
  public String text(long number) {
    int place = (int) (number % texts.size());
    long turn = number / texts.size();
    if (turn == 0) {
      return texts.get(place);
    }
    // A word of any frequency, the same in every run: one that the message did not have.
    long mixed = (number + turn) * 0x9e3779b97f4a7c15L;
    return words.get((int) Math.floorMod(mixed >>> 17, (long) words.size()))
        + " "
        + texts.get(place);
  }

  /** A word among those of these ranks. */
  String word(RandomGenerator random, int from, int to) {
    return words.get(random.nextInt(Math.min(from, words.size() - 1), Math.min(to, words.size())));
  }

  int vocabulary() {
    return words.size();
  }

  /** Two words of one message. */
  String pair(RandomGenerator random) {
    while (true) {
      var said = words(texts.get(random.nextInt(texts.size())));
      if (said.size() >= 2) {
        int first = random.nextInt(said.size() - 1);
        return said.get(first) + " " + said.get(random.nextInt(first + 1, said.size()));
      }
    }
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)).stream()
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
