package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import together.platform.emoji.UnicodeEmojis;
import together.platform.problem.ProblemException;
import together.platform.request.TextRule;

/** What may be a custom status. */
@ApplicationScoped
class CustomStatuses {
  private static final TextRule TEXT = new TextRule("custom_status.text", 1, 128);
  private static final Duration LONGEST = Duration.ofDays(366);

  /** A server's; whether it is still there is for whoever shows it to find. */
  private static final Pattern OF_A_SERVER = Pattern.compile("[A-Za-z0-9_]{2,32}:[0-9]{1,19}");

  private final UnicodeEmojis emojis;
  private final Clock clock;

  CustomStatuses(UnicodeEmojis emojis, Clock clock) {
    this.emojis = emojis;
    this.clock = clock;
  }

  /** To be stored; null for none. Throws 422. */
  @Nullable CustomStatus check(@Nullable CustomStatusRequest request) {
    if (request == null) {
      return null;
    }
    var text = TEXT.checkOptional(request.text());
    var emoji = request.emoji() == null ? null : emoji(request.emoji());
    if (text == null && emoji == null) {
      throw ProblemException.invalid("custom_status", "EMPTY", "must have a text or an emoji");
    }
    return new CustomStatus(text, emoji, end(request.expiresAt()));
  }

  private String emoji(String named) {
    if (OF_A_SERVER.matcher(named).matches()) {
      return named;
    }
    return emojis
        .qualified(named)
        .orElseThrow(() ->
            ProblemException.invalid(
                "custom_status.emoji", "UNKNOWN_EMOJI", "emoji is none that is known here"));
  }

  private @Nullable Instant end(@Nullable Instant asked) {
    if (asked == null) {
      return null;
    }
    var now = clock.instant();
    if (!asked.isAfter(now) || asked.isAfter(now.plus(LONGEST))) {
      throw ProblemException.invalid(
          "custom_status.expires_at", "RANGE", "must be in the future, within a year from now");
    }
    return asked.truncatedTo(ChronoUnit.MILLIS);
  }
}
