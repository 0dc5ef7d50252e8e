package together.message.index;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import together.message.post.MessageRow;

/**
 * What a message may have besides its words. An ordinal is part of the stored index: add at the
 * end.
 */
public enum Has {
  /** An address of the web. */
  LINK,
  /** A file. */
  FILE,
  /** A picture. */
  IMAGE;

  /** Whether a message has it. */
  public boolean in(MessageRow message) {
    return switch (this) {
      case LINK -> {
        var text = message.content().toLowerCase(Locale.ROOT);
        yield text.contains("https://") || text.contains("http://");
      }
      case FILE -> message.attached();
      case IMAGE -> message.pictured();
    };
  }

  public Gram gram() {
    return Gram.kind(ordinal());
  }

  static List<Has> of(MessageRow message) {
    return Arrays.stream(values()).filter(has -> has.in(message)).toList();
  }
}
