package together.auth.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a link that was followed has proved.
 *
 * @param sessionId who asked for it
 */
public record MailToken(long userId, String address, @Nullable Long sessionId) {
  /** What a link is good for. */
  public enum Purpose {
    CONFIRM_EMAIL,
    RESET_PASSWORD
  }
}
