package together.message.index;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Something a message has and a search may ask for: three letters in a row, an author, ... Known by
 * a hash alone, so an index says which messages may be meant, and the messages themselves say which
 * are.
 *
 * @param hash 31 bits
 * @param coarse whether the index knows it of sixteen messages at a time only: one or two letters
 *     in a row, which nearly all messages have
 */
public record Gram(int hash, boolean coarse) {
  private static final int TEXT = 1;
  private static final int AUTHOR = 2;
  private static final int MENTION = 3;
  private static final int CHANNEL = 4;
  private static final int KIND = 5;

  public static Gram author(long userId) {
    return of(AUTHOR, userId);
  }

  public static Gram mention(long userId) {
    return of(MENTION, userId);
  }

  public static Gram channel(long channelId) {
    return of(CHANNEL, channelId);
  }

  /** What a message may have besides its words: a link, a file. */
  public static Gram kind(int kind) {
    return of(KIND, kind);
  }

  /**
   * What every message has that contains a folded word: its runs of three letters, or the word
   * itself when it is shorter. In the word's order.
   */
  public static Set<Gram> ofWord(String folded) {
    var points = folded.codePoints().toArray();
    var grams = new LinkedHashSet<Gram>();
    if (points.length == 1) {
      grams.add(letters(0, 0, points[0]));
    } else if (points.length == 2) {
      grams.add(letters(0, points[0], points[1]));
    }
    for (int i = 2; i < points.length; i++) {
      grams.add(letters(points[i - 2], points[i - 1], points[i]));
    }
    return grams;
  }

  /** All that a folded text has: of one, two and three letters, none across a space. */
  static void ofText(String folded, Consumer<Gram> each) {
    int second = 0;
    int last = 0;
    for (int i = 0; i < folded.length(); ) {
      int point = folded.codePointAt(i);
      i += Character.charCount(point);
      if (point == ' ') {
        second = 0;
        last = 0;
        continue;
      }
      each.accept(letters(0, 0, point));
      if (last != 0) {
        each.accept(letters(0, last, point));
      }
      if (second != 0) {
        each.accept(letters(second, last, point));
      }
      second = last;
      last = point;
    }
  }

  private static Gram letters(int first, int second, int third) {
    long points = ((long) first << 42) | ((long) second << 21) | third;
    return new Gram(hash(TEXT, points), first == 0);
  }

  private static Gram of(int what, long value) {
    return new Gram(hash(what, value), false);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static int hash(int what, long value) {
    long mixed = value + what * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (int) ((mixed ^ (mixed >>> 31)) >>> 33);
  }
}
