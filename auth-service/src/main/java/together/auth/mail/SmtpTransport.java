package together.auth.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.io.IOException;
import java.time.Duration;

/** Hands letters to the mail server of {@code quarkus.mailer.*}. */
final class SmtpTransport implements MailTransport {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ReactiveMailer mailer;
  private final String from;

  SmtpTransport(ReactiveMailer mailer, String from) {
    this.mailer = mailer;
    this.from = from;
  }

  @Override
  public void send(long id, Letter letter) throws IOException {
    try {
      mailer
          .send(Mail.withText(letter.to(), letter.subject(), letter.text()).setFrom(from))
          .await()
          .atMost(LONGEST);
    } catch (RuntimeException e) {
      // The server's words may name the address: only what kind of failure it was is told.
      throw new IOException("the mail server did not take it: " + e.getClass().getSimpleName(), e);
    }
  }
}
