package together.message.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.post.ClientText;
import together.platform.problem.ProblemException;

/**
 * What is to change of a message.
 *
 * @param content absent: it stays; null or empty is refused, unless the message keeps files
 * @param attachmentIds which of its files it keeps; absent: all, null: none
 */
public record EditMessageRequest(
    @Schema(
            implementation = String.class,
            type = SchemaType.STRING,
            description = "1..4000 code points, not blank; absent: unchanged")
        @Nullable JsonNode content,
    @Schema(
            implementation = Long[].class,
            type = SchemaType.ARRAY,
            description = "Which of its files it keeps; absent: all")
        @Nullable JsonNode attachmentIds) {
  /** Changes nothing. */
  public static final EditMessageRequest EMPTY = new EditMessageRequest(null, null);

  /**
   * The new content; empty when it stays; else 422.
   *
   * @param mayBeEmpty of a message that keeps files
   */
  Optional<String> validContent(boolean mayBeEmpty) {
    if (content == null) {
      return Optional.empty();
    }
    if (!content.isTextual() && !content.isNull()) {
      throw ProblemException.invalid("content", "WRONG_TYPE", "content is no text");
    }
    var text = content.isNull() ? "" : content.textValue();
    return Optional.of(text.isEmpty() && mayBeEmpty ? text : ClientText.content(text));
  }

  /** The files it keeps; empty: all of them; else 422. */
  Optional<Set<Long>> keptFiles() {
    if (attachmentIds == null) {
      return Optional.empty();
    }
    if (!attachmentIds.isArray() && !attachmentIds.isNull()) {
      throw wrongFiles("is no list");
    }
    var ids = new LinkedHashSet<Long>();
    for (var id : attachmentIds) {
      if (!id.isTextual()) {
        throw wrongFiles("has what is no id");
      }
      try {
        ids.add(Long.parseLong(id.textValue()));
      } catch (NumberFormatException e) {
        throw wrongFiles("has what is no id");
      }
    }
    return Optional.of(ids);
  }

  private static ProblemException wrongFiles(String detail) {
    return ProblemException.invalid("attachment_ids", "WRONG_TYPE", "attachment_ids " + detail);
  }
}
