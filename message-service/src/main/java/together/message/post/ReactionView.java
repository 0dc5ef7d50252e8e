package together.message.post;

import together.proto.Reaction;

/**
 * An emoji under a message.
 *
 * @param me whether the reader is among those who set it
 */
public record ReactionView(String emoji, int count, boolean me) {
  static ReactionView of(Reaction reaction) {
    return new ReactionView(reaction.getEmoji(), reaction.getCount(), reaction.getMe());
  }
}
