package together.message.search;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a search begins. It names places among the hits, not their number, so that
 * new messages move nothing. It grants nothing: whoever alters one gets another page of what they
 * may read.
 *
 * @param query of which search, see {@link SearchQuery#fingerprint}
 * @param newest what is newer was not there when the search began
 * @param score of the last hit told; 0 where hits are not ranked
 * @param id of the last hit told: the next are older, or rank lower
 */
record SearchToken(long query, long newest, int score, long id) {
  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + 8 + 8 + 4 + 8;

  String text() {
    var bytes =
        ByteBuffer.allocate(LENGTH).put(VERSION).putLong(query).putLong(newest).putInt(score);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.putLong(id).array());
  }

  /** Empty when it is no token. */
  static Optional<SearchToken> read(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return bytes.remaining() == LENGTH && bytes.get() == VERSION
          ? Optional.of(
              new SearchToken(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getLong()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // No base64.
      return Optional.empty();
    }
  }
}
