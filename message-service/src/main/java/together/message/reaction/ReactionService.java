package together.message.reaction;

import static together.permission.Permission.ADD_REACTIONS;
import static together.permission.Permission.MANAGE_MESSAGES;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.ChannelGrant;
import together.message.access.GuildEmojis;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.MessageReader;
import together.proto.MessageEvent;
import together.proto.ReactionChange;

/** Emojis that users set under messages. */
@ApplicationScoped
public class ReactionService {
  private static final int MOST_KINDS = 20;

  private final ChannelAccess access;
  private final ChannelChanges changes;
  private final MessageReader reader;
  private final ReactionRepository reactions;
  private final GuildEmojis emojis;

  ReactionService(
      ChannelAccess access,
      ChannelChanges changes,
      MessageReader reader,
      ReactionRepository reactions,
      GuildEmojis emojis) {
    this.access = access;
    this.changes = changes;
    this.reader = reader;
    this.reactions = reactions;
    this.emojis = emojis;
  }

  /** Sets an emoji; once more changes nothing. A kind that is there already needs no permission. */
  void add(long userId, long channelId, long messageId, Emoji named) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    var emoji = existing(named, grant.guildId());
    var _ =
        changes
            .change(
                channelId,
                change -> {
                  add(change, messageId, emoji, userId, grant);
                  return true;
                })
            .orElseThrow(MessageProblem.UNKNOWN_MESSAGE::problem);
  }

  /** A server's own as it is called now; 422 when it is not this server's, or not any more. */
  private Emoji existing(Emoji named, long guildId) {
    return switch (named) {
      case Emoji.Unicode unicode -> unicode;
      case Emoji.Custom custom -> {
        var found = emojis.find(custom.id()).orElseThrow(Emojis::unknown);
        if (guildId == 0 || found.getGuildId() != guildId) {
          throw Emojis.unknown();
        }
        yield custom.named(found.getEmoji().getName());
      }
    };
  }

  private void add(
      ChannelChange change, long messageId, Emoji named, long userId, ChannelGrant grant)
      throws SQLException {
    if (reader.row(change.connection(), change.channelId(), messageId).isEmpty()) {
      throw MessageProblem.UNKNOWN_MESSAGE.problem();
    }
    var kinds = reactions.kinds(change.connection(), change.channelId(), messageId);
    var emoji = named.among(kinds.keySet());
    boolean fresh = !kinds.containsKey(emoji);
    if ((fresh || change.guildId() == 0) && !grant.has(ADD_REACTIONS)) {
      throw MessageProblem.MISSING_PERMISSION.because("this needs ADD_REACTIONS in the channel");
    }
    if (fresh && kinds.size() >= MOST_KINDS) {
      throw MessageProblem.TOO_MANY_REACTIONS.problem();
    }
    if (reactions.add(change, messageId, emoji, userId)) {
      int count = reactions.raise(change, messageId, emoji);
      var told = change(change, messageId, emoji, userId, count);
      change.tell(
          MessageEvent.newBuilder().setRevision(grant.revision()).setMessageReactionAdd(told),
          userId);
    }
  }

  /** Takes away what a user set: oneself always may, others with MANAGE_MESSAGES. */
  void remove(long callerId, long channelId, long messageId, Emoji emoji, long userId) {
    var grant =
        callerId == userId
            ? access.authorize(callerId, channelId, VIEW_CHANNEL)
            : access.authorize(callerId, channelId, VIEW_CHANNEL, MANAGE_MESSAGES);
    boolean removed =
        changes
            .change(channelId, change -> remove(change, messageId, emoji, userId, grant))
            .orElse(false);
    if (!removed) {
      throw MessageProblem.UNKNOWN_REACTION.problem();
    }
  }

  private boolean remove(
      ChannelChange change, long messageId, Emoji named, long userId, ChannelGrant grant)
      throws SQLException {
    var emoji = reactions.stored(change.connection(), change.channelId(), messageId, named);
    return remove(change, messageId, emoji, userId, grant.revision());
  }

  /** As part of a change, takes away what a user set whose account is gone. */
  public void withdraw(ChannelChange change, long messageId, String emoji, long userId)
      throws SQLException {
    var _ = remove(change, messageId, emoji, userId, 0);
  }

  private boolean remove(
      ChannelChange change, long messageId, String emoji, long userId, long revision)
      throws SQLException {
    if (!reactions.remove(change, messageId, emoji, userId)) {
      return false;
    }
    int left = reactions.lower(change, messageId, emoji);
    var told = change(change, messageId, emoji, userId, left);
    change.tell(
        MessageEvent.newBuilder().setRevision(revision).setMessageReactionRemove(told), userId);
    return true;
  }

  private static ReactionChange change(
      ChannelChange change, long messageId, String emoji, long userId, int count) {
    var told =
        ReactionChange.newBuilder()
            .setUserId(userId)
            .setChannelId(change.channelId())
            .setMessageId(messageId)
            .setEmoji(emoji)
            .setCount(count);
    if (change.guildId() != 0) {
      told.setGuildId(change.guildId());
    }
    return told.build();
  }
}
