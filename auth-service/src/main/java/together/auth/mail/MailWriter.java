package together.auth.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.auth.account.EmailAddress;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.mail.MailToken.Purpose;

/**
 * Makes a letter of a mail when it is sent, with a new link where it has one: so no link is stored,
 * and whether there is an account is found out where nobody can see it.
 */
@ApplicationScoped
class MailWriter {
  private final UserRepository users;
  private final MailTokens tokens;
  private final MailRepository mails;
  private final MailSettings settings;
  private final Clock clock;

  MailWriter(
      UserRepository users,
      MailTokens tokens,
      MailRepository mails,
      MailSettings settings,
      Clock clock) {
    this.users = users;
    this.tokens = tokens;
    this.mails = mails;
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty when there is nothing to send, or the address had enough of that kind. */
  Optional<Letter> write(WaitingMail mail) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          if (mails.countSent(mail.kind(), mail.address(), clock.instant())
              >= settings.mostPerHour()) {
            return Optional.<Letter>empty();
          }
          return switch (mail.kind()) {
            case CONFIRM_EMAIL -> confirmation(mail);
            case RESET_PASSWORD ->
                reset(mail, EmailAddress.of(mail.address()).flatMap(users::findByEmail));
            case OPERATOR_RESET ->
                reset(mail, user(mail).filter(found -> mail.address().equals(found.email())));
            case PASSWORD_CHANGED,
                EMAIL_CHANGED,
                NEW_DEVICE,
                MFA_ENABLED,
                MFA_DISABLED,
                DELETION_REQUESTED,
                DELETION_CANCELLED,
                EXPORT_READY ->
                user(mail).map(user -> notice(mail, user));
          };
        });
  }

  private Optional<User> user(WaitingMail mail) {
    var id = mail.userId();
    return id == null ? Optional.empty() : users.findByIdOptional(id);
  }

  private Optional<Letter> confirmation(WaitingMail mail) throws SQLException {
    var user = user(mail).filter(found -> mail.address().equals(found.pendingEmail()));
    if (user.isEmpty()) {
      return Optional.empty();
    }
    var owner = EmailAddress.of(mail.address()).flatMap(users::findByEmail);
    if (owner.isPresent()) {
      return Optional.of(
          MailTexts.addressInUse(mail.address(), owner.get().username(), link("reset-password")));
    }
    var token =
        tokens.create(
            Purpose.CONFIRM_EMAIL,
            new MailToken(user.get().id(), mail.address(), mail.sessionId()),
            settings.confirmLifetime());
    return Optional.of(
        MailTexts.confirmation(
            mail.address(),
            user.get().username(),
            link("confirm-email#" + token),
            settings.confirmLifetime()));
  }

  private Optional<Letter> reset(WaitingMail mail, Optional<User> user) throws SQLException {
    @Nullable String address = user.map(User::email).orElse(null);
    if (user.isEmpty() || address == null) {
      return Optional.empty();
    }
    var token =
        tokens.create(
            Purpose.RESET_PASSWORD,
            new MailToken(user.get().id(), address, null),
            settings.resetLifetime());
    var username = user.get().username();
    var link = link("reset-password#" + token);
    var lifetime = settings.resetLifetime();
    // To the address as it was confirmed, never as somebody wrote it now.
    return Optional.of(
        mail.kind() == MailKind.OPERATOR_RESET
            ? MailTexts.operatorReset(address, username, link, lifetime, link("reset-password"))
            : MailTexts.reset(address, username, link, lifetime));
  }

  private Letter notice(WaitingMail mail, User user) {
    var detail = mail.detail() == null ? "" : mail.detail();
    return MailTexts.notice(
        mail.kind(), mail.address(), user.username(), detail, link("reset-password"));
  }

  /** What comes after {@code #} stays in the browser and gets into no log. */
  private String link(String page) {
    return settings.publicUrl() + "/account/" + page;
  }
}
