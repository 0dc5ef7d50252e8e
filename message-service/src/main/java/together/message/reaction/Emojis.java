package together.message.reaction;

import jakarta.enterprise.context.ApplicationScoped;
import together.platform.emoji.UnicodeEmojis;
import together.platform.problem.ProblemException;

/** What people may name as an emoji. */
@ApplicationScoped
class Emojis {
  private final UnicodeEmojis unicode;

  Emojis(UnicodeEmojis unicode) {
    this.unicode = unicode;
  }

  /** What is named: of Unicode's list, or a server's {@code name:id}; 422 when it is neither. */
  Emoji known(String emoji) {
    return unicode
        .qualified(emoji)
        .<Emoji>map(Emoji.Unicode::new)
        .or(() -> Emoji.Custom.parse(emoji))
        .orElseThrow(Emojis::unknown);
  }

  static ProblemException unknown() {
    return ProblemException.invalid("emoji", "UNKNOWN_EMOJI", "emoji is none that is known here");
  }
}
