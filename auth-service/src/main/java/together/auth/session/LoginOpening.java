package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.factor.SecondFactors;
import together.auth.throttle.Budget;

/** Opens the session of a login that has proved itself, or asks for the second factor. */
@ApplicationScoped
class LoginOpening {
  private sealed interface Step {
    /** For the second factor. */
    record Wait(String ticket) implements Step {}

    record Enter(SessionTokens.Opened opened) implements Step {}
  }

  private final UserRepository users;
  private final SecondFactors factors;
  private final LoginTickets tickets;
  private final SessionTokens sessions;
  private final LoginViews views;

  LoginOpening(
      UserRepository users,
      SecondFactors factors,
      LoginTickets tickets,
      SessionTokens sessions,
      LoginViews views) {
    this.users = users;
    this.factors = factors;
    this.tickets = tickets;
    this.sessions = sessions;
    this.views = views;
  }

  /**
   * Empty when the password was changed while this one was being checked.
   *
   * @param rehashed what is stored of the same password from now on
   * @param budget what the password counted against
   */
  Optional<LoginAnswer> afterPassword(
      User checked, Optional<String> rehashed, Device device, Budget budget) {
    var step =
        QuarkusTransaction.requiringNew()
            .call(() -> stepForward(checked, rehashed, device, budget));
    // Signed after the transaction, which nobody has to wait for then.
    return step.map(next ->
        switch (next) {
          case Step.Wait(String ticket) -> new MfaView(true, ticket);
          case Step.Enter(SessionTokens.Opened opened) -> views.of(opened);
        });
  }

  private Optional<Step> stepForward(
      User checked, Optional<String> rehashed, Device device, Budget budget) throws SQLException {
    var user = current(checked, rehashed.isPresent());
    if (user.isEmpty()) {
      return Optional.empty();
    }
    rehashed.ifPresent(user.get()::rehash);
    if (factors.isOn(checked.id())) {
      var subject = budget.kind() + "|" + budget.subject();
      return Optional.of(new Step.Wait(tickets.create(user.get(), subject)));
    }
    return Optional.of(new Step.Enter(sessions.open(user.get(), device, isKnown(budget))));
  }

  /** As above, when the second factor was right. */
  Optional<LoginView> afterCode(LoginTickets.Ticket ticket, String text, Device device) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          var user =
              users
                  .hold(ticket.userId())
                  .filter(held -> held.credentialsVersion() == ticket.credentialsVersion());
          if (user.isEmpty() || !tickets.use(text)) {
            return Optional.<SessionTokens.Opened>empty();
          }
          boolean known = ticket.budget().startsWith("device|");
          return Optional.of(sessions.open(user.get(), device, known));
        })
        .map(views::of);
  }

  private Optional<User> current(User checked, boolean toChange) {
    var user = toChange ? users.lock(checked.id()) : users.hold(checked.id());
    return user.filter(held -> held.credentialsVersion() == checked.credentialsVersion());
  }

  private static boolean isKnown(Budget budget) {
    return budget.kind().equals("device");
  }
}
