package together.message.search;

import java.util.List;
import together.message.index.FoldedText;

/**
 * How well a hit fits: above all whether its words are the query's words, not parts of others; then
 * whether they stand together as they do in the query, how often they are said, and how little else
 * is. From message and query alone, so that a page is ranked tomorrow as it is today.
 */
final class Relevance {
  private static final int WHOLE_WORD = 300;
  private static final int BEGINNING = 150;
  private static final int INSIDE = 50;
  private static final int TOGETHER = 200;
  private static final int REPEATED = 10;
  private static final int MOST_REPEATED = 5;
  private static final int MOST_LENGTH = 100;
  private static final int LETTERS_A_POINT = 10;

  private Relevance() {}

  /** Greater is better; 0 without words. */
  static int of(String content, List<String> words) {
    if (words.isEmpty()) {
      return 0;
    }
    var text = FoldedText.fold(content);
    int score = 0;
    int said = 0;
    for (var word : words) {
      int best = INSIDE;
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
        best = Math.max(best, place(text, at, at + word.length()));
        said++;
      }
      score += best;
    }
    score /= words.size();
    score += REPEATED * Math.min(MOST_REPEATED, said - words.size());
    score -= Math.min(MOST_LENGTH, text.length() / LETTERS_A_POINT);
    return words.size() > 1 && text.contains(String.join(" ", words)) ? score + TOGETHER : score;
  }

  private static int place(String text, int start, int end) {
    boolean begins = start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start));
    boolean ends = end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
    if (begins) {
      return ends ? WHOLE_WORD : BEGINNING;
    }
    return INSIDE;
  }
}
