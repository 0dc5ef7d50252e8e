package together.message.deletion;

import java.time.Instant;

/**
 * Messages that are to go because of an event elsewhere, as far as they are not gone yet.
 *
 * @param channelId 0: all channels of the guild
 * @param guildId 0: a dm
 * @param authorId whose messages; 0: everybody's, with all else the channel owns
 * @param untilId the newest message that may go
 * @param afterId up to here they have gone
 * @param revision the guild's at which it was decided
 * @param dueAt not before
 */
record Deletion(
    long channelId,
    long guildId,
    long authorId,
    long untilId,
    long afterId,
    long revision,
    Instant dueAt) {
  boolean isOfGuild() {
    return channelId == 0;
  }

  boolean isOfChannel() {
    return authorId == 0;
  }
}
