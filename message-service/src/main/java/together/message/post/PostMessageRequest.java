package together.message.post;

import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.mention.AllowedMentions;
import together.platform.problem.FieldError;

/**
 * A message to post.
 *
 * @param content 1..4000 code points, not blank
 * @param nonce 1..64 code points, unique per author and channel for ever: a repeat answers the
 *     first message
 * @param messageReference the message it replies to
 * @param allowedMentions which of those it names are mentioned; null: all, and whom it replies to
 */
public record PostMessageRequest(
    @Schema(required = true, description = "1..4000 code points, not blank")
        @Nullable String content,
    @Schema(
            description =
                "1..64 code points; unique per author and channel: a repeat answers the first"
                    + " message")
        @Nullable String nonce,
    @Nullable Reference messageReference,
    @Nullable AllowedMentions allowedMentions) {
  private static final int MOST_NONCE = 64;

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
    ClientText.check("content", content == null ? "" : content, ClientText.MOST_CONTENT, errors);
    if (nonce != null) {
      ClientText.check("nonce", nonce, MOST_NONCE, errors);
    }
    if (messageReference != null && messageReference.messageId() == null) {
      errors.add(new FieldError("message_reference.message_id", "NOT_NULL", "is missing"));
    }
    if (allowedMentions != null) {
      allowedMentions.check(errors);
    }
    if (content == null || !errors.isEmpty()) {
      throw ClientText.refusal(errors);
    }
    return content;
  }

  @Nullable Long referenceId() {
    return messageReference == null ? null : messageReference.messageId();
  }
}
