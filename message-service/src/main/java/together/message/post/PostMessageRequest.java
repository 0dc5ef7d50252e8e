package together.message.post;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.mention.AllowedMentions;
import together.platform.problem.FieldError;

/**
 * A message to post.
 *
 * @param content 1..4000 code points, not blank; null or empty only with files
 * @param nonce 1..64 code points, unique per author and channel for ever: a repeat answers the
 *     first message
 * @param messageReference the message it replies to
 * @param allowedMentions which of those it names are mentioned; null: all, and whom it replies to
 * @param attachmentIds at most 10 uploads of the caller's to this channel; null: none
 */
public record PostMessageRequest(
    @Schema(description = "1..4000 code points, not blank; may be absent with files")
        @Nullable String content,
    @Schema(
            description =
                "1..64 code points; unique per author and channel: a repeat answers the first"
                    + " message")
        @Nullable String nonce,
    @Nullable Reference messageReference,
    @Nullable AllowedMentions allowedMentions,
    @Schema(description = "At most 10 uploads to this channel, which no message carries yet")
        @Nullable List<@Nullable Long> attachmentIds) {
  private static final int MOST_NONCE = 64;
  private static final int MOST_FILES = 10;

  /**
   * The message replied to, in the same channel.
   *
   * @param failIfNotExists false: a reply to what is gone is stored all the same; null is true
   */
  public record Reference(
      @Nullable Long messageId,
      @Schema(
              description =
                  "Whether a message that is gone is refused; else the reply shows it as gone",
              defaultValue = "true")
          @Nullable Boolean failIfNotExists) {
    boolean mayBeGone() {
      return failIfNotExists != null && !failIfNotExists;
    }
  }

  /** The content, when the whole request is valid; else 422 naming each wrong field. */
  String validContent() {
    var errors = new ArrayList<FieldError>();
    var text = content == null ? "" : content;
    if (!text.isEmpty() || files().isEmpty()) {
      ClientText.check("content", text, ClientText.MOST_CONTENT, errors);
    }
    if (attachmentIds != null && attachmentIds.size() > MOST_FILES) {
      errors.add(new FieldError("attachment_ids", "TOO_MANY", "names more than " + MOST_FILES));
    } else if (attachmentIds != null && attachmentIds.stream().anyMatch(Objects::isNull)) {
      errors.add(new FieldError("attachment_ids", "NOT_NULL", "has a null"));
    }
    if (nonce != null) {
      ClientText.check("nonce", nonce, MOST_NONCE, errors);
    }
    if (messageReference != null && messageReference.messageId() == null) {
      errors.add(new FieldError("message_reference.message_id", "NOT_NULL", "is missing"));
    }
    if (allowedMentions != null) {
      allowedMentions.check(errors);
    }
    if (!errors.isEmpty()) {
      throw ClientText.refusal(errors);
    }
    return text;
  }

  /** The uploads it names, each once. */
  Set<Long> files() {
    if (attachmentIds == null) {
      return Set.of();
    }
    var ids = new LinkedHashSet<Long>();
    attachmentIds.stream().filter(Objects::nonNull).forEach(ids::add);
    return ids;
  }

  @Nullable Long referenceId() {
    return messageReference == null ? null : messageReference.messageId();
  }
}
