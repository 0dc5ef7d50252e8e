package together.message.post;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.message.MessageProblem;
import together.message.access.ChannelGrant;
import together.message.attachment.MessageFiles;
import together.message.author.AuthorDirectory;
import together.message.mention.AllowedMentions;
import together.message.mention.MentionService;
import together.platform.kafka.EventHeaders;
import together.proto.Message;
import together.proto.MessageReference;

/** Makes drafts of what people ask to post: checked, with its author, its answer, its mentions. */
@ApplicationScoped
public class Drafts {
  private final AuthorDirectory authors;
  private final MessageReader reader;
  private final MentionService mentions;
  private final MessageFiles files;

  Drafts(
      AuthorDirectory authors, MessageReader reader, MentionService mentions, MessageFiles files) {
    this.authors = authors;
    this.reader = reader;
    this.mentions = mentions;
    this.files = files;
  }

  /** A draft of an allowed post; a problem when the request is not valid. */
  Draft draft(long userId, long channelId, ChannelGrant grant, PostMessageRequest request) {
    var content = request.validContent();
    var author = Objects.requireNonNull(authors.find(Set.of(userId)).get(userId));
    var message =
        Message.newBuilder()
            .setChannelId(channelId)
            .setAuthor(author)
            .setContent(content)
            .setType(MessageType.DEFAULT.number());
    if (grant.guildId() != 0) {
      message.setGuildId(grant.guildId());
    }
    if (request.nonce() != null) {
      message.setNonce(request.nonce());
    }
    if (!request.files().isEmpty()) {
      message.addAllAttachments(files.named(channelId, userId, request.files()));
    }
    long repliedTo = 0;
    if (request.messageReference() != null) {
      repliedTo = refer(message, channelId, request.messageReference());
    }
    var allowed =
        request.allowedMentions() == null ? AllowedMentions.ALL : request.allowedMentions();
    mentions.resolve(userId, channelId, grant, content, allowed, repliedTo).in(message);
    return new Draft(
        message.build(), grant.guildId(), grant.revision(), grant.slowMode(), traceparent());
  }

  /** Makes it an answer; returns the author of what it answers, 0 when that is gone. */
  private long refer(
      Message.Builder message, long channelId, PostMessageRequest.Reference reference) {
    long referenceId = Objects.requireNonNull(reference.messageId());
    message
        .setType(MessageType.REPLY.number())
        .setMessageReference(MessageReference.newBuilder().setMessageId(referenceId));
    var answered = reader.find(channelId, referenceId);
    if (answered.isEmpty()) {
      if (reference.mayBeGone()) {
        return 0;
      }
      throw MessageProblem.UNKNOWN_REFERENCE.problem();
    }
    message.setReferencedMessage(answered.get().toBuilder().clearReferencedMessage());
    return answered.get().getAuthor().getId();
  }

  private static @Nullable String traceparent() {
    var span = Span.current().getSpanContext();
    return span.isValid() ? EventHeaders.traceparent(span) : null;
  }
}
