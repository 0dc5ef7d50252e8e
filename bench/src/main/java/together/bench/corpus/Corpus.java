package together.bench.corpus;

import java.util.List;
import java.util.stream.Stream;

/**
 * @param name the server's name
 * @param days in the order of their dates
 */
public record Corpus(String name, List<ChatDay> days, CorpusCounts counts) {

  public Corpus {
    days = List.copyOf(days);
  }

  /** Everybody who says something, in the order of first appearance. */
  public List<String> nicks() {
    return messages().map(ChatMessage::nick).distinct().toList();
  }

  /** Only the first so many days. */
  public Corpus first(int most) {
    return new Corpus(name, days.subList(0, Math.min(most, days.size())), counts);
  }

  public Stream<ChatMessage> messages() {
    return days.stream().flatMap(day -> day.messages().stream());
  }
}
