package together.message.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import together.message.index.FoldedText;

/** Where a text says the words that were searched for. */
final class Highlights {
  private static final int MOST = 100;

  private Highlights() {}

  /** The first hundred places, ascending; where words overlap or touch it is one. */
  static List<HighlightView> of(String content, List<String> words) {
    var folded = FoldedText.of(content);
    var text = folded.text();
    var found = new ArrayList<HighlightView>();
    for (var word : words) {
      int at = text.indexOf(word);
      while (at >= 0 && found.size() < MOST * words.size()) {
        int last = at + word.length() - 1;
        found.add(new HighlightView(folded.start(at), folded.end(last)));
        at = text.indexOf(word, at + word.length());
      }
    }
    found.sort(Comparator.comparingInt(HighlightView::start));
    return merged(found);
  }

  private static List<HighlightView> merged(List<HighlightView> sorted) {
    var merged = new ArrayList<HighlightView>();
    for (var next : sorted) {
      if (!merged.isEmpty() && next.start() <= merged.getLast().end()) {
        var last = merged.removeLast();
        merged.add(new HighlightView(last.start(), Math.max(last.end(), next.end())));
      } else if (merged.size() < MOST) {
        merged.add(next);
      } else {
        break;
      }
    }
    return merged;
  }
}
