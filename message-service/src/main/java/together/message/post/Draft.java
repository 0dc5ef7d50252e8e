package together.message.post;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.Message;

/**
 * A checked and authorised message that waits to be written: all of it but its id and its time,
 * which is the id's.
 *
 * @param guildId 0 in a dm
 * @param revision the guild's at which the author was allowed
 * @param slowMode seconds the author has to leave between two messages here; 0: none
 * @param traceparent W3C trace context of the request; null: it is not traced
 */
public record Draft(
    Message message, long guildId, long revision, int slowMode, @Nullable String traceparent) {
  /** Somebody in a channel. */
  record Place(long channelId, long authorId) {}

  /** An author's nonce in a channel. */
  record Nonce(long channelId, long authorId, String text) {}

  long channelId() {
    return message.getChannelId();
  }

  Place place() {
    return new Place(channelId(), message.getAuthor().getId());
  }

  Optional<Nonce> nonce() {
    return message.hasNonce()
        ? Optional.of(new Nonce(channelId(), message.getAuthor().getId(), message.getNonce()))
        : Optional.empty();
  }

  Message numbered(long id) {
    var time = Instant.ofEpochMilli(Snowflakes.millisOf(id));
    return message.toBuilder().setId(id).setTimestamp(Moments.proto(time)).build();
  }
}
