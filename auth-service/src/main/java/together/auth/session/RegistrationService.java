package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.auth.account.Accounts;
import together.auth.account.RegisterRequest;
import together.auth.account.Registration;
import together.auth.device.Device;
import together.auth.mail.MailQueue;
import together.auth.password.PasswordHashes;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;

/**
 * Makes accounts. That a name is taken has to be told, which is counted; whether an address is,
 * nobody learns but who reads its mail.
 */
@ApplicationScoped
public class RegistrationService {
  private final Accounts accounts;
  private final PasswordHashes passwords;
  private final SessionTokens sessions;
  private final MailQueue mails;
  private final Throttle throttle;
  private final LoginViews views;

  RegistrationService(
      Accounts accounts,
      PasswordHashes passwords,
      SessionTokens sessions,
      MailQueue mails,
      Throttle throttle,
      LoginViews views) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.mails = mails;
    this.throttle = throttle;
    this.views = views;
  }

  /** Makes an account, and its first session. */
  public LoginView register(RegisterRequest request, Device device) {
    var registration = Registration.of(request);
    var taken =
        List.of(
            new Budget("taken names", device.network(), throttle.settings().takenFree(), false));
    throttle.enter(taken);
    accounts.requireFree(registration.name());
    throttle.released(taken);
    var hash = passwords.hash(registration.password());
    return views.of(
        QuarkusTransaction.requiringNew()
            .call(() -> {
              var user = accounts.create(registration, hash);
              mails.confirmation(user, null);
              return sessions.open(user, device, true);
            }));
  }
}
