package together.message.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import together.message.index.FoldedText;
import together.message.index.Gram;
import together.message.index.Has;
import together.message.post.MessageRow;

/**
 * What is searched for: messages that meet all of it.
 *
 * @param words folded, each contained in the message; not ordered by anything but the query
 * @param channels empty: all that may be read
 * @param pinned null: either
 * @param after ids above
 * @param before ids below
 */
record SearchQuery(
    List<String> words,
    @Nullable Long author,
    @Nullable Long mentioned,
    Set<Long> channels,
    Set<Has> has,
    @Nullable Boolean pinned,
    long after,
    long before) {

  /** Whether a message is a hit, as it is now. */
  boolean matches(MessageRow message) {
    return message.id() > after
        && message.id() < before
        && (author == null || author == message.authorId())
        && (mentioned == null || message.mentions().contains(mentioned))
        && (pinned == null || pinned == message.pinned())
        && has.stream().allMatch(one -> one.in(message))
        && saysAll(message.content());
  }

  /** The same, of what is older than this too. */
  SearchQuery olderThan(long id) {
    return new SearchQuery(
        words, author, mentioned, channels, has, pinned, after, Math.min(before, id));
  }

  private boolean saysAll(String content) {
    if (words.isEmpty()) {
      return true;
    }
    var text = FoldedText.fold(content);
    return words.stream().allMatch(text::contains);
  }

  /** What every hit has that the index knows of. */
  List<Gram> grams() {
    var grams = new LinkedHashSet<Gram>();
    if (author != null) {
      grams.add(Gram.author(author));
    }
    if (mentioned != null) {
      grams.add(Gram.mention(mentioned));
    }
    has.forEach(one -> grams.add(one.gram()));
    words.forEach(word -> grams.addAll(Gram.ofWord(word)));
    return new ArrayList<>(grams);
  }

  /** Tells this search from others: pages of one cannot be asked for with the token of another. */
  long fingerprint(long placeId, Sort sort) {
    var all =
        String.join(
            "\n",
            String.join(" ", words),
            placeId + " " + sort + " " + author + " " + mentioned + " " + pinned,
            new TreeSet<>(channels) + " " + new TreeSet<>(has) + " " + after + " " + before);
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
