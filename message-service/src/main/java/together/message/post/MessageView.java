package together.message.post;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.attachment.AttachmentView;
import together.message.author.UserView;
import together.proto.Message;

/**
 * A message, as Discord's message object; the same JSON is the {@code d} of MESSAGE_CREATE.
 *
 * @param type of {@link MessageType}
 * @param referencedMessage null when it is no reply, or what it answers is gone; never nests
 *     further
 */
public record MessageView(
    long id,
    long channelId,
    @Nullable Long guildId,
    UserView author,
    String content,
    Instant timestamp,
    @Nullable Instant editedTimestamp,
    @Schema(
            description =
                "0 default, 6 a message was pinned, 7 somebody joined the server, 19 reply")
        int type,
    @Nullable String nonce,
    List<UserView> mentions,
    List<Long> mentionRoles,
    boolean mentionEveryone,
    List<AttachmentView> attachments,
    List<ReactionView> reactions,
    boolean pinned,
    @Nullable ReferenceView messageReference,
    @Nullable MessageView referencedMessage,
    List<Long> mentionChannels) {

  /** The message replied to. */
  public record ReferenceView(long messageId) {}

  public static MessageView of(Message message) {
    return new MessageView(
        message.getId(),
        message.getChannelId(),
        message.hasGuildId() ? message.getGuildId() : null,
        UserView.of(message.getAuthor()),
        message.getContent(),
        instant(message.getTimestamp()),
        message.hasEditedTimestamp() ? instant(message.getEditedTimestamp()) : null,
        message.getType(),
        message.hasNonce() ? message.getNonce() : null,
        message.getMentionsList().stream().map(UserView::of).toList(),
        message.getMentionRolesList(),
        message.getMentionEveryone(),
        message.getAttachmentsList().stream().map(AttachmentView::of).toList(),
        message.getReactionsList().stream().map(ReactionView::of).toList(),
        message.getPinned(),
        message.hasMessageReference()
            ? new ReferenceView(message.getMessageReference().getMessageId())
            : null,
        message.hasReferencedMessage() ? of(message.getReferencedMessage()) : null,
        message.getMentionChannelsList());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
