package together.message.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.post.ClientText;
import together.platform.problem.ProblemException;

/**
 * What is to change of a message.
 *
 * @param content absent: it stays; null or empty is refused, unless the message has files
 */
public record EditMessageRequest(
    @Schema(
            implementation = String.class,
            type = SchemaType.STRING,
            description = "1..4000 code points, not blank; absent: unchanged")
        @Nullable JsonNode content) {
  /** Changes nothing. */
  public static final EditMessageRequest EMPTY = new EditMessageRequest(null);

  /**
   * The new content; empty when it stays; else 422.
   *
   * @param mayBeEmpty of a message with files
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
}
