package together.message.change;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.id.Snowflakes;
import together.platform.problem.ProblemException;

/**
 * Messages to delete at once.
 *
 * @param messages 2..100 different ids of messages younger than two weeks, as with Discord
 */
public record BulkDeleteRequest(
    @Schema(
            required = true,
            description = "2..100 different ids, none of a message older than two weeks")
        @Nullable List<@Nullable Long> messages) {
  private static final int LEAST = 2;
  private static final int MOST = 100;
  private static final Duration OLDEST = Duration.ofDays(14);

  /** The ids; else 422. */
  List<Long> validIds(Instant now) {
    if (messages == null || messages.size() < LEAST || messages.size() > MOST) {
      throw invalid("OUT_OF_RANGE", "has to have " + LEAST + " to " + MOST + " ids");
    }
    var ids = messages.stream().filter(Objects::nonNull).toList();
    if (ids.size() < messages.size() || new HashSet<>(ids).size() < ids.size()) {
      throw invalid("NOT_UNIQUE", "has to have different ids");
    }
    long oldest = now.minus(OLDEST).toEpochMilli();
    if (ids.stream().anyMatch(id -> Snowflakes.millisOf(id) < oldest)) {
      throw invalid("TOO_OLD", "names a message older than two weeks");
    }
    return ids;
  }

  private static ProblemException invalid(String code, String detail) {
    return ProblemException.invalid("messages", code, "messages " + detail);
  }
}
