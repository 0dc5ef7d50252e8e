package together.message.post;

import java.time.Instant;
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
 * @param traceparent W3C trace context of the request; null: it is not traced
 */
public record Draft(Message message, long guildId, long revision, @Nullable String traceparent) {
  /** An author's nonce in the channel. */
  record Nonce(long authorId, String text) {}

  @Nullable Nonce nonce() {
    return message.hasNonce() ? new Nonce(message.getAuthor().getId(), message.getNonce()) : null;
  }

  Message numbered(long id) {
    var time = Instant.ofEpochMilli(Snowflakes.millisOf(id));
    return message.toBuilder().setId(id).setTimestamp(Moments.proto(time)).build();
  }
}
