package together.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves; the mail server itself is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "together.mail")
public interface MailSettings {
  /** Mails become {@code .eml} files here instead of going to a mail server. */
  Optional<Path> directory();

  /** The sender: an address, or {@code name <address>}. */
  @WithDefault("Together <noreply@localhost>")
  String from();

  /** What links begin with. */
  @WithDefault("http://localhost:8080")
  String publicUrl();

  /** A link that resets a password is good for this long. */
  @WithDefault("30m")
  Duration resetLifetime();

  /** A link that confirms an address is good for this long. */
  @WithDefault("24h")
  Duration confirmLifetime();

  /** Most mails of a kind to one address in an hour; what is more is not sent. */
  @WithDefault("5")
  int mostPerHour();

  /** After a failure a mail is tried again so much later, and twice that after the next. */
  @WithDefault("10s")
  Duration retryAfter();

  /** A mail that could not be sent for so long is given up. */
  @WithDefault("2d")
  Duration giveUpAfter();
}
