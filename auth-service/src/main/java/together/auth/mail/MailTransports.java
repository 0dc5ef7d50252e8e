package together.auth.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Files where a directory is named, else the mail server. */
@ApplicationScoped
class MailTransports {
  @Produces
  @ApplicationScoped
  MailTransport transport(MailSettings settings, ReactiveMailer mailer, Clock clock) {
    return settings
        .directory()
        .<MailTransport>map(directory -> new FileTransport(directory, settings.from(), clock))
        .orElseGet(() -> new SmtpTransport(mailer, settings.from()));
  }
}
